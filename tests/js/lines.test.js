import assert from "node:assert/strict";
import { test } from "node:test";

import { asWritten } from "../../assets/bench/lines.js";

test("what a visitor wrote is no markup", () => {
    assert.equal(asWritten('2 < 3 & <a href="x">'), '2 &lt; 3 &amp; &lt;a href="x"&gt;');
});
