import assert from "node:assert/strict";
import { test } from "node:test";

import { State, matters, wholly } from "../../assets/bench/state.js";

const GIVEN = { preset: "speaker", len: "4", df: "100", load: "8", cable: "rlc", rdc: "10" };
const redraw = (given, shown = {}) => ({ given, shown: { rs: "0.08", ...given, ...shown } });
const stateOf = (given = GIVEN) =>
    new State({
        redraw: redraw(given),
        alternatives: [[["df", "load"], ["rs"]]],
        brings: { cable: { "some-cable": ["rdc", "lm"] }, zl: { threeway: ["xl1"] } },
        kept: ["frd", "shift"],
        pins: ["a", "b"],
        looks: ["view", "range"],
    });

test("what is drawn first is what is wanted", () => {
    const state = stateOf();
    assert.equal(state.wanted, state.drawn.given);
    assert.ok(state.settled);
});

test("a change leaves the other values, and the redraw that was drawn", () => {
    const state = stateOf();
    state.change("len", "30");
    assert.deepEqual(state.wanted, { ...GIVEN, len: "30" });
    assert.equal(state.drawn.given.len, "4");
    assert.equal(state.settled, false);
    state.change("len", "4");
    assert.ok(state.settled);
});

test("of several ways to say one thing the one given last rules, with the values shown beside it", () => {
    const state = stateOf();
    state.change("rs", "0.1");
    assert.equal(state.wanted.rs, "0.1");
    assert.ok(!("df" in state.wanted) && !("load" in state.wanted));
    state.change("df", "50");
    assert.deepEqual([state.wanted.df, state.wanted.load], ["50", "8"]);
    assert.ok(!("rs" in state.wanted));
});

test("a cable of the catalogue brings its own values", () => {
    const state = stateOf();
    state.change("cable", "some-cable");
    assert.equal(state.wanted.cable, "some-cable");
    assert.ok(!("rdc" in state.wanted));
});

test("a kind of load brings its own filters", () => {
    const state = stateOf({ ...GIVEN, zl: "twoway", xl1: "1.2", xrs: "2" });
    state.change("zl", "threeway");
    assert.equal(state.wanted.zl, "threeway");
    assert.ok(!("xl1" in state.wanted));
    assert.equal(state.wanted.xrs, "2");
});

test("values that have to change together do", () => {
    const state = stateOf({ ...GIVEN, shift: "-80" });
    state.change("frd", "code", { shift: "0" });
    assert.deepEqual([state.wanted.frd, state.wanted.shift], ["code", "0"]);
});

test("an answer to what is still wanted settles it, in the server's words", () => {
    const state = stateOf();
    state.change("len", "04.50");
    const asked = state.wanted;
    const { more } = state.accept(asked, redraw({ ...GIVEN, len: "4.5" }));
    assert.equal(more, false);
    assert.equal(state.wanted.len, "4.5");
    assert.ok(state.settled);
});

test("an answer to what was wanted before is drawn, and more is to be asked", () => {
    const state = stateOf();
    state.change("len", "5");
    const asked = state.wanted;
    state.change("len", "6");
    const { more } = state.accept(asked, redraw(asked));
    assert.ok(more);
    assert.deepEqual([state.drawn.given.len, state.wanted.len], ["5", "6"]);
    assert.equal(state.settled, false);
});

test("a value that is wrong by itself is set aside, together with what it stands for", () => {
    const state = stateOf();
    state.change("len", "5");
    state.change("rs", "x");
    const { standing, more } = state.refuse(state.wanted, [{ key: "rs", message: "no number", beside: [] }]);
    assert.deepEqual(standing.map(({ key }) => key), ["rs"]);
    assert.deepEqual(state.wanted, { ...GIVEN, len: "5" });
    assert.ok(more, "the length is still to be drawn");
});

test("once a wrong value is set aside and nothing else is wanted, all is settled", () => {
    const state = stateOf();
    state.change("len", "x");
    const { more } = state.refuse(state.wanted, [{ key: "len", message: "no number", beside: [] }]);
    assert.equal(more, false);
    assert.deepEqual(state.wanted, GIVEN);
    assert.ok(state.settled);
});

test("a value that is wrong beside others is set aside, and tried again when one of those changes", () => {
    const state = stateOf();
    state.change("len", "300");
    state.refuse(state.wanted, [{ key: "len", message: "too long for this", beside: ["load"] }]);
    assert.deepEqual(state.wanted, GIVEN);
    state.change("rdc", "20");
    assert.equal(state.wanted.len, "4", "this has nothing to do with it");
    state.change("load", "4");
    assert.equal(state.wanted.len, "300");
    const { forgiven } = state.accept(state.wanted, redraw(state.wanted));
    assert.deepEqual(forgiven, ["len"]);
    assert.deepEqual(state.accept(state.wanted, redraw(state.wanted)).forgiven, []);
});

test("of values that cannot be together the one just changed is to blame, whichever the server names", () => {
    const state = stateOf({ ...GIVEN, cm: "45", lm: "1" });
    state.change("cm", "2");
    const refusal = { key: "lm", message: "faster than light", beside: ["cm"] };
    const { standing } = state.refuse(state.wanted, [refusal]);
    assert.deepEqual(standing.map(({ key }) => key), ["cm"]);
    assert.equal(state.wanted.cm, "45");
    state.change("len", "30");
    assert.equal(state.accept(state.wanted, redraw(state.wanted)).more, false);
    state.change("lm", "2"); // not enough: what was only tried again is refused again, not what is new
    assert.equal(state.wanted.cm, "2");
    state.refuse(state.wanted, [refusal]);
    assert.deepEqual([state.wanted.cm, state.wanted.lm], ["45", "2"]);
});

test("a choice that makes values matter which cannot be together is taken back whole", () => {
    const state = stateOf({ ...GIVEN, cable: "pair", rdc: "7" });
    state.change("cable", "some-cable");
    const { standing } = state.refuse(state.wanted, [{ key: "lm", message: "no", beside: ["cm"] }]);
    assert.deepEqual(standing.map(({ key }) => key), ["cable"]);
    assert.deepEqual(state.wanted, { ...GIVEN, cable: "pair", rdc: "7" });
});

test("a value goes back to the preset's when it is left out, in each of its ways", () => {
    const state = stateOf();
    state.reset("rs");
    assert.deepEqual(Object.keys(state.wanted).sort(), ["cable", "len", "preset", "rdc"]);
});

test("what stays around a quantity that moves is all else", () => {
    assert.deepEqual(Object.keys(stateOf().around("df")).sort(), ["cable", "len", "preset", "rdc"]);
});

test("a refusal of what is wanted no longer says nothing", () => {
    const state = stateOf();
    state.change("len", "x");
    const asked = state.wanted;
    state.change("len", "7");
    const { standing, more } = state.refuse(asked, [{ key: "len", message: "no number", beside: [] }]);
    assert.deepEqual(standing, []);
    assert.equal(state.wanted.len, "7");
    assert.ok(more);
});

test("a link is drawn as far as it is valid, an edit whole or not at all", () => {
    const state = stateOf();
    state.open({ preset: "guitar", len: "bad" });
    assert.ok(state.lenient);
    assert.deepEqual(state.wanted, { preset: "guitar", len: "bad" });
    state.change("len", "9");
    assert.equal(state.lenient, false);
});

test("the visitor's language and measurement, if there are any", () => {
    assert.deepEqual([stateOf().reader, stateOf().measurement], [{}, {}]);
    const state = stateOf({ ...GIVEN, lang: "ja", frd: "code", shift: "3" });
    assert.deepEqual([state.reader, state.measurement], [{ lang: "ja" }, { frd: "code", shift: "3" }]);
});

test("a pin opens as it was, beside what is pinned, looked at as the visitor chose to, in the link's language", () => {
    const a = "v=1&preset=guitar&len=3&name=Thin";
    const given = { ...GIVEN, view: "line", range: "ear", lang: "ja", a, b: "v=1&preset=speaker" };
    const state = stateOf(given);
    state.drawn = { ...state.drawn, query: "preset=speaker&view=line" }; // the preset's own range goes with it
    assert.deepEqual(state.pins, { a, b: given.b });
    assert.deepEqual(state.pinned("a"), { v: "1", preset: "guitar", len: "3", view: "line", lang: "ja", a, b: given.b });
});

test("what controls show is put together from what is given and what follows from it", () => {
    const before = { shown: { len: "4", df: "100", rs: "0.08", lp: "2.2" } };
    const lean = { given: { preset: "speaker", len: "30", df: "50" }, shown: { rs: "0.16" } };
    assert.deepEqual(wholly(lean, before), { len: "30", df: "50", rs: "0.16", lp: "2.2" });
});

test("a quantity matters where each aspect has an option that it needs", () => {
    const aspects = { kind: "pair", zs: "amp" };
    assert.ok(matters(undefined, aspects));
    assert.ok(matters({ kind: ["pair", "quad"], zs: ["amp"] }, aspects));
    assert.ok(!matters({ kind: ["pair", "quad"], zs: ["pickup"] }, aspects));
});
