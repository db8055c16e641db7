import assert from "node:assert/strict";
import { test } from "node:test";

import { filled, kindOf } from "../../assets/earth/kinds.js";
import { chain, movedUp, readingsText, star, toggled, withoutDevice } from "../../assets/earth/links.js";
import { deviceText, queryOf } from "../../assets/earth/query.js";
import { positionOf, textAt } from "../../assets/earth/sliders.js";
import { createTexts } from "../../assets/earth/texts.js";

const AMPLIFIER = { name: "Amp", line: "300", neutral: "700", ground: "80", flip: false, pe: "", r: "" };

test("a device as the link has it", () => {
    assert.equal(deviceText(AMPLIFIER), "Amp~300~700~80");
    assert.equal(deviceText({ ...AMPLIFIER, flip: true, pe: "0.5", r: "1M" }), "Amp~300~700~80~flip~pe0.5~r1M");
});

test("a tilde in a name reaches the server, which tells it", () =>
    assert.equal(deviceText({ ...AMPLIFIER, name: "A~B" }), "A~B~300~700~80"));

test("rows of readings as a text", () => {
    const row = { device: "1", volts: "115", against: "earth", meter: "dmm" };
    assert.equal(readingsText([row]), "1:115");
    assert.equal(
        readingsText([
            { ...row, volts: " " },
            { ...row, against: "2", volts: " 2,5 " },
            { ...row, device: "2", against: "body" },
            { ...row, meter: "loz" },
        ]),
        "1-2:2,5,2-body:115,1:115@loz",
    );
});

test("a device that has gone leaves the numbers of those before it", () => {
    assert.deepEqual(["1", "2", "3", "earth", "body"].map((number) => movedUp(number, 2)), ["1", null, "2", "earth", "body"]);
});

test("links in full width are understood", () => {
    assert.equal(toggled("１－２，2ー3、3-4", "2", "3"), "1-2,3-4");
    assert.equal(withoutDevice("1-2、2-3：0.1", 1), "1-2:0.1");
});

test("a query keeps the signs of devices and links, and is read back whole", () => {
    const pairs = { d1: "Amp~300~700~80", w: "1-2:0.1,2-3", name: "50% & = + #" };
    const query = queryOf(pairs);
    assert.ok(query.startsWith("d1=Amp~300~700~80&w=1-2:0.1,2-3&"), query);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(query)), pairs);
});

test("when a device goes, its links go and the devices after it move up", () => {
    assert.equal(withoutDevice("1-2,2-3:0.1,3-4, 1-4", 2), "2-3,1-3");
    assert.equal(withoutDevice("1-2:0.5 10-11", 9), "1-2:0.5,9-10");
    assert.equal(withoutDevice("", 1), "");
});

test("two devices get a wire or lose theirs, whichever way it is written", () => {
    assert.equal(toggled("", "1", "2"), "1-2");
    assert.equal(toggled("1-2,2-3", "1", "3"), "1-2,2-3,1-3");
    assert.equal(toggled("2-1:0.1,2-3", "1", "2"), "2-3");
    assert.equal(toggled("1-21", "1", "2"), "1-21,1-2"); // 21 is another device
});

test("chains and stars", () => {
    assert.deepEqual([chain(4), star(4)], ["1-2,2-3,3-4", "1-2,1-3,1-4"]);
    assert.deepEqual([chain(1), star(1)], ["", ""]);
});

test("decades with 0 at the very left", () => {
    const scale = { linear: false, min: "0" };
    assert.deepEqual(["0", "1", "2.5", "3"].map((position) => textAt(scale, position)), ["0", "10", "316", "1000"]);
    assert.deepEqual(["0", "10", "1000"].map((text) => positionOf(scale, text)), ["0", "1", "3"]);
    assert.equal(positionOf(scale, "-5"), "0");
});

test("steps, and texts that are no numbers", () => {
    const scale = { linear: true, min: "90" };
    assert.equal(textAt(scale, "230"), "230");
    assert.equal(positionOf(scale, "99,5"), "99.5"); // a decimal comma
    assert.equal(positionOf(scale, "80 or so"), null);
});

test("refused text is not asked for again; the last good text is", () => {
    const texts = createTexts({ v: "1", u: "100" });
    texts.refuse({ v: "1", u: "x" }, { key: "u", box: "u", message: "", beside: [] });
    assert.ok(texts.refused("u"));
    assert.deepEqual(texts.wanted({ v: "1", u: "x" }), { v: "1", u: "100" });
    assert.deepEqual(texts.wanted({ v: "1", u: "117" }), { v: "1", u: "117" });
    assert.equal(texts.refused("u"), false);
});

test("text without a good one before it is left out", () => {
    const texts = createTexts({ v: "1" });
    texts.refuse({ v: "1", d2: "x" }, { key: "d2", box: "line", message: "", beside: [] });
    assert.deepEqual(texts.wanted({ v: "1", d2: "x" }), { v: "1" });
});

test("text refused beside others is tried again when those change", () => {
    const texts = createTexts({ a: "1", w: "" });
    texts.refuse({ a: "1", w: "1-3" }, { key: "w", box: "w", message: "", beside: ["a"] });
    assert.equal(texts.wanted({ a: "1", w: "1-3" }).w, "");
    assert.equal(texts.wanted({ a: "2", w: "1-3" }).w, "1-3");
});

test("text that was drawn is good from then on", () => {
    const texts = createTexts({ u: "100" });
    texts.accept({ u: "117" });
    texts.refuse({ u: "x" }, { key: "u", box: "u", message: "", beside: [] });
    assert.equal(texts.wanted({ u: "x" }).u, "117");
});

test("when a device goes, what is known of those after it moves up", () => {
    const texts = createTexts({ d1: "one", d2: "two", d3: "three", d10: "ten", w: "1-2" });
    texts.refuse({ d10: "bad" }, { key: "d10", box: "line", message: "", beside: [] });
    texts.removed(2);
    assert.equal(texts.refused("d10"), false);
    assert.ok(texts.refused("d9"));
    assert.deepEqual(texts.wanted({ d1: "one", d2: "three", d9: "bad" }), { d1: "one", d2: "three", d9: "ten" });
});

test("when a device is new, links that were refused are tried again", () => {
    const texts = createTexts({ w: "" });
    texts.refuse({ w: "1-3" }, { key: "w", box: "w", message: "", beside: [] });
    texts.added();
    assert.equal(texts.wanted({ w: "1-3" }).w, "1-3");
});

const KINDS = {
    laptop: { name: "Laptop", line: "1100", neutral: "1100", ground: "50", pe: "", words: "" },
    pc: { name: "PC", line: "2200", neutral: "2200", ground: "100", pe: "0.1", words: "" },
};

test("the kind whose values stand in the boxes", () => {
    assert.equal(kindOf(KINDS, { line: "2200", neutral: "2200", ground: "100", pe: "0.1" }), "pc");
    assert.equal(kindOf(KINDS, { line: "2200", neutral: "2200", ground: "100", pe: "" }), "");
});

test("a kind fills the values, and the name where nobody has given one", () => {
    /** @param {string} name */
    const named = (name) => filled(KINDS, "pc", name, "Device").name;
    assert.deepEqual(["", "Device 4", "Device", "Laptop"].map(named), ["PC", "PC", "PC", "PC"]);
    assert.deepEqual(["Mac", "Devices", "Device b"].map(named), ["Mac", "Devices", "Device b"]);
    const { line, neutral, ground, pe } = filled(KINDS, "pc", "Mac", "Device");
    assert.deepEqual([line, neutral, ground, pe], ["2200", "2200", "100", "0.1"]);
});
