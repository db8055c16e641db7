import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { createAddress } from "../../assets/common/address.js";

let written = [];

beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    written = [];
    globalThis.location = { pathname: "/cable/", search: "?len=4", hash: "#curves" };
    const write = (how) => (state, _title, address) => {
        globalThis.history.state = state;
        if (!address) return;
        written.push([how, address]);
        globalThis.location.search = address.slice(address.indexOf("?"), address.indexOf("#"));
    };
    globalThis.history = { state: null, pushState: write("push"), replaceState: write("replace") };
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

test("each step of the user's is an entry of the history, whatever else it leads through", () => {
    let query = "len=5";
    const seen = [];
    const address = createAddress(() => query, (places) => seen.push(places));
    address.note(1);
    query = "len=6";
    address.note(1);
    query = "load=4";
    address.note(2); // before the first is written: that one is not lost
    mock.timers.tick(1000);
    query = "load=3";
    address.note(2);
    mock.timers.tick(1000);
    assert.deepEqual(written, [
        ["push", "/cable/?len=6#curves"],
        ["push", "/cable/?load=4#curves"],
        ["replace", "/cable/?load=3#curves"],
    ]);
    address.gone({ state: { place: 1 } });
    assert.deepEqual(seen.at(-1), { back: true, forward: true });
    address.gone({ state: null }); // the entry that the page was opened with
    assert.deepEqual(seen.at(-1), { back: false, forward: true });
    query = "len=9";
    address.note(3);
    mock.timers.tick(1000);
    assert.deepEqual(seen.at(-1), { back: true, forward: false });
});

test("the same query is not written again", () => {
    createAddress(() => "len=4").note(1);
    mock.timers.tick(1000);
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

test("a page that is loaded anew at each step goes back and forth among its own entries, and no further", (context) => {
    const went = [];
    globalThis.history.go = (by) => went.push(by);
    const address = createAddress(() => "len=9");
    address.go(-1);
    address.go(1);
    assert.deepEqual(went, []);
    address.note(1);
    address.go(-1); // what was only noted is an entry too
    assert.deepEqual([went, written], [[-1], [["push", "/cable/?len=9#curves"]]]);
    address.gone({ state: null });
    context.mock.method(performance, "getEntriesByType", () => [{ type: "reload" }]);
    const anew = createAddress(() => "len=9");
    anew.go(-1);
    anew.go(1);
    assert.deepEqual(went, [-1, 1]);
});

test("a page tells at once which ways there are, but does not take another page that lies ahead for its own", (context) => {
    const seen = [];
    const open = (type) => {
        context.mock.method(performance, "getEntriesByType", () => [{ type }]);
        createAddress(() => "len=9", (places) => seen.push(places));
        return seen.at(-1);
    };
    assert.deepEqual(open("navigate"), { back: false, forward: false });
    globalThis.history.state = { place: 1, last: 2 };
    assert.deepEqual(open("reload"), { back: true, forward: true });
    assert.deepEqual(open("back_forward"), { back: true, forward: false }); // from where the visitor went on from here
});
