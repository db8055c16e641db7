import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { createAddress } from "../../assets/common/address.js";

let written = [];

beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    written = [];
    globalThis.location = { pathname: "/cable/", search: "?len=4", hash: "#curves" };
    const write = (how) => (_state, _title, address) => {
        written.push([how, address]);
        globalThis.location.search = address.slice(address.indexOf("?"), address.indexOf("#"));
    };
    globalThis.history = { pushState: write("push"), replaceState: write("replace") };
});

afterEach(() => {
    mock.timers.reset();
    delete globalThis.location;
    delete globalThis.history;
});

test("many notes make one change of the address, with the newest query", () => {
    let query = "len=5";
    const address = createAddress(() => query);
    address.note();
    mock.timers.tick(100);
    address.note();
    mock.timers.tick(100);
    query = "len=6";
    address.note();
    mock.timers.tick(49);
    assert.deepEqual(written, []);
    mock.timers.tick(1);
    assert.deepEqual(written, [["replace", "/cable/?len=6#curves"]]);
    query = "len=7"; // not noted
    mock.timers.tick(1000);
    assert.equal(written.length, 1);
});

test("a new entry of the history is written at once, and what was noted goes with it", () => {
    const address = createAddress(() => "len=7");
    address.note();
    address.write(true);
    assert.deepEqual(written, [["push", "/cable/?len=7#curves"]]);
    mock.timers.tick(1000);
    assert.equal(written.length, 1);
});

test("the same query is not written again", () => {
    createAddress(() => "len=4").write(true);
    assert.deepEqual(written, []);
});

test("what was noted is written before it is read; nothing else is", () => {
    const address = createAddress(() => "len=8");
    address.flush();
    assert.deepEqual(written, []);
    address.note();
    address.flush();
    assert.deepEqual(written, [["replace", "/cable/?len=8#curves"]]);
});
