import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { bareEach, bareOf, marksOf, positionOf, textAt } from "../../assets/bench/positions.js";

const ROOT = new URL("../../", import.meta.url);
const NUMBERS = JSON.parse(execFileSync(
    fileURLToPath(new URL(".venv/bin/python", ROOT)),
    ["-c", "import json; from app.bench.page import numbers_told; print(json.dumps(numbers_told()))"],
    { cwd: ROOT, encoding: "utf8" },
));
const LENGTH = { low: 0.1, high: 300, log: true, step: 0.01, unit: "m" };
const PERMITTIVITY = { low: 1, high: 10, log: false, step: 0.05, unit: "" };

test("a decade is a step of 1 on a logarithmic scale", () => {
    assert.deepEqual(["0.1", "1", "10", "100"].map((text) => positionOf(LENGTH, text)), [-1, 0, 1, 2]);
    assert.deepEqual([-1, 0, 1, 2].map((position) => textAt(LENGTH, position)), ["0.1", "1", "10", "100"]);
});

test("a value stands at itself on a linear scale", () => {
    assert.equal(positionOf(PERMITTIVITY, "2.25"), 2.25);
    assert.equal(textAt(PERMITTIVITY, 2.25), "2.25");
});

test("a logarithmic position has three digits", () => {
    assert.equal(textAt(LENGTH, 0.5), "3.16"); // √10 = 3.1623
    assert.equal(textAt(LENGTH, 1.01), "10.2"); // 10.233
    assert.equal(textAt(LENGTH, 2.3), "200"); // 199.53
});

test("a linear position has no noise of binary fractions", () => {
    assert.equal(textAt(PERMITTIVITY, 1 + 3 * 0.1), "1.3"); // 1.3000000000000003
});

test("the ends are exact, though an end has more than three digits", () => {
    const range = { ...LENGTH, low: 1.234, high: 56.78 };
    assert.equal(textAt(range, Math.log10(1.234)), "1.234"); // not 1.23
    assert.equal(textAt(range, Math.log10(56.78)), "56.78"); // not 56.8
});

test("a value beyond the range stands at its end", () => {
    assert.equal(positionOf(PERMITTIVITY, "99"), 10);
    assert.equal(positionOf(PERMITTIVITY, "-1"), 1);
    assert.equal(positionOf(LENGTH, "0"), -1);
});

test("fine steps have a digit more", () => {
    assert.equal(textAt(LENGTH, 0.5, true), "3.162"); // √10 = 3.16228
    assert.equal(textAt(PERMITTIVITY, 2.255, true), "2.255");
    assert.equal(textAt(PERMITTIVITY, 2.26), "2.25");
});

test("numbers in one box may have their unit, with a prefix", () => {
    const taken = {
        "5ms": "0.005", "5 ms": "0.005", "0.1 µs": "1e-7", "100 us": "0.0001", "２０㎳": "0.02", "20 ns": "2e-8",
        "1.5e-3 s": "0.0015", "0.02": "0.02", "5 m": "5 m", "5 sm": "5 sm", "": "", "x": "x",
    };
    for (const [typed, text] of Object.entries(taken)) assert.equal(bareEach("s", typed), text, typed);
    assert.equal(bareEach("m", "4 m, 15m;30"), "4, 15;30");
    assert.equal(bareEach("m", "4,15 m"), "4,15");
    for (const [typed, text] of Object.entries({ "0,5 ms": "0.0005", "２，５ s": "2.5", "0,5": "0,5", "1,2,5 ms": "1,0.0025" })) {
        assert.equal(bareEach("s", typed, true), text, typed);
    }
    assert.equal(bareEach("ft", "13 ft 50"), "13 50");
    assert.equal(bareEach("%", "len:2 %"), "len:2 %");
});

test("the server's quantities are there", () => assert.ok(Object.keys(NUMBERS).length > 40));

for (const [key, number] of Object.entries(NUMBERS)) {
    test(`${key}: each step of the slider there and back`, () => {
        const [low, high] = [positionOf(number, String(number.low)), positionOf(number, String(number.high))];
        assert.equal(textAt(number, low), String(number.low));
        assert.equal(textAt(number, high), String(number.high));
        const steps = Math.floor((high - low) / number.step + 1e-9);
        assert.ok(steps >= 10, `${steps} steps`);
        const texts = new Set();
        for (let n = 0; n <= steps; n++) {
            const position = low + n * number.step;
            const text = textAt(number, position);
            texts.add(text);
            assert.ok(Math.abs(positionOf(number, text) - position) < number.step / 2, `${text} at ${position}`);
        }
        assert.equal(texts.size, steps + 1);
    });
}

test("a logarithmic slider has marks at its decades, at their places", () => {
    const marks = [["0.1", 0], ["1", 0.25], ["10", 0.5], ["100", 0.75], ["1000", 1]];
    assert.deepEqual(marksOf({ ...LENGTH, low: 0.1, high: 1000 }), marks);
    assert.deepEqual(marksOf({ ...LENGTH, low: 1000, high: 1e6 }).map(([text]) => text), ["1000", "10k", "100k", "1M"]);
});

test("there are no marks where there would be one, or a crowd, or where the scale is linear", () => {
    assert.deepEqual(marksOf({ ...LENGTH, low: 2, high: 50 }), []);
    assert.deepEqual(marksOf({ ...LENGTH, low: 1, high: 1e6 }), []);
    assert.deepEqual(marksOf(PERMITTIVITY), []);
});

test("a number may be typed with its own unit, and with no other", () => {
    assert.deepEqual(["15 m", "15m", "15", "１５ｍ"].map((typed) => bareOf(LENGTH, typed)), ["15", "15", "15", "15"]);
    assert.equal(bareOf({ ...LENGTH, unit: "mm²" }, "2.5 mm2"), "2.5");
    assert.equal(bareOf(LENGTH, "15 ft"), "15 ft");
    assert.equal(bareOf(PERMITTIVITY, "3 "), "3 ");
});

test("sizes that are sold have marks of their own", () => {
    const marks = marksOf({ ...LENGTH, low: 0.01, high: 100, marks: [["1", 1], ["", 10]] });
    assert.deepEqual(marks, [["1", 0.5], ["", 0.75]]);
    assert.deepEqual(marksOf({ ...PERMITTIVITY, low: 0, high: 40, marks: [["10", 10]] }), [["10", 0.25]]);
    assert.ok(NUMBERS.mm2.marks.some(([, size]) => size === 2.5));
});

test("none stands at the end that it is like", () => {
    assert.equal(positionOf({ low: 500, high: 50000, log: true, step: 0.01, unit: "Hz", none: "high" }, "0"), Math.log10(50000));
    assert.equal(positionOf({ low: 0.1, high: 2000, log: true, step: 0.01, unit: "mH", none: "low" }, "0"), -1);
});
