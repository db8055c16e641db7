// Tolerances of one's own, as they stand in a link.

import assert from "node:assert/strict";
import { test } from "node:test";

import { withTolerance } from "../../assets/bench/tolerances.js";

const gap = { key: "gap", typical: "5" };

test("a tolerance of one's own is added, replaced and taken back", () => {
    assert.equal(withTolerance("", gap, "8"), "gap:8");
    assert.equal(withTolerance("len:2", gap, "8"), "len:2,gap:8");
    assert.equal(withTolerance("gap:8,len:2", gap, "0"), "len:2,gap:0");
    assert.equal(withTolerance("gap:8,len:2", gap, "5"), "len:2");
    assert.equal(withTolerance("gap:8", gap, ""), "");
});

test("what is no number goes on to be refused", () => {
    assert.equal(withTolerance("", gap, "x"), "gap:x");
});
