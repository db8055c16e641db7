import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { each, feetOf, numberIn, numberOf, placeIn, toBox, toLink } from "../../assets/bench/units.js";
import { marksOf, positionOf, textAt } from "../../assets/bench/positions.js";

const ROOT = new URL("../../", import.meta.url);
const TYPED = [
    "12", " 12.5 ", "１２．５", "1.2e2", ".5", "-3", "−3", "+4", "2,5", "0,125", "1,000", "1,500", "1,5e1", "10,1234",
    "", "long", "0x10", "1 2", "nan", "1e", "4 m", "1e1000", ",5", "5,", "1,2,3", "1.", ".",
];
const SERVER = JSON.parse(execFileSync(
    fileURLToPath(new URL(".venv/bin/python", ROOT)),
    ["-c", `import json, sys
from app.bench.page import feet_told, numbers_told
from app.common.query import read_number
read = [read_number(text) for text in json.loads(sys.argv[1])]
print(json.dumps({"feet": feet_told(), "numbers": numbers_told(), "read": read}))`, JSON.stringify(TYPED)],
    { cwd: ROOT, encoding: "utf8" },
));
const { feet } = SERVER;

test("the page reads a number as the server does", () => {
    assert.deepEqual(TYPED.map(numberOf), SERVER.read.map((/** @type {number | null} */ number) => number ?? NaN));
});

test("a foot is 0.3048 m, whatever is per length", () => {
    assert.equal(toLink(feet.len, "10"), "3.048");
    assert.equal(toLink(feet.rdc, "1.588"), "5.20997375328"); // AWG 12, printed as 1.588 Ω/1000 ft and as 5.211 Ω/km
    assert.equal(toBox(feet.cm, "100"), "30.48"); // 100 pF/m
    assert.equal(toBox(feet.lm, "1"), "0.3048");
});

test("what was typed in feet is what the box shows of the link", () => {
    for (const one of Object.values(feet)) {
        for (const typed of ["13.1", "13.123", "33", "100", "0.7", "98.7654321", "984.1"]) {
            assert.equal(toBox(one, toLink(one, typed)), typed);
        }
    }
});

test("what comes from elsewhere has four digits, and could be typed", () => {
    assert.equal(toBox(feet.len, "4"), "13.12"); // 13.12336 ft
    assert.equal(toBox(feet.len, "300"), "984.2"); // 984.252 ft: 984.3 would be more than 300 m
    assert.equal(toBox(feet.len, "0.1"), "0.3281"); // 0.328084 ft
    for (const key of Object.keys(SERVER.numbers).filter((one) => one in feet)) {
        for (const end of ["low", "high"]) {
            const typed = Number(toLink(feet[key], String(feet[key][end])));
            assert.ok(SERVER.numbers[key].low <= typed && typed <= SERVER.numbers[key].high, `${key} ${end}: ${typed}`);
        }
    }
});

test("what is no number, and what is metric, stays", () => {
    assert.deepEqual(["", "long", "1,500", "1e999"].map((text) => toLink(feet.len, text)), ["", "long", "1,500", "1e999"]);
    assert.deepEqual([toLink(undefined, "10"), toBox(undefined, "10")], ["10", "10"]);
});

test("a list is converted number by number, or not at all", () => {
    assert.equal(each(toLink, feet.lens, "10, 100、 1"), "3.048,30.48,0.3048");
    assert.equal(each(toBox, feet.lens, "3.048,4"), "10,13.12");
    assert.equal(each(toLink, feet.lens, "10, long"), "10, long");
    assert.equal(each(toLink, undefined, "10 ,1"), "10 ,1");
});

test("a slider gives round feet, at the place of their metres", () => {
    for (const key of ["len", "rdc", "lm", "cm"]) {
        const number = SERVER.numbers[key];
        assert.ok(number.log, key);
        for (const position of [0.1, 0.5, 0.9]) {
            const text = textAt(numberIn(number, feet[key]), placeIn(number, feet[key], position));
            assert.ok(text.replace(/^0\.0*|\./, "").replace(".", "").length <= 3, text);
            assert.ok(Math.abs(positionOf(number, toLink(feet[key], text)) - position) < number.step / 2);
        }
    }
    assert.deepEqual(marksOf(numberIn(SERVER.numbers.len, feet.len)).map(([text]) => text), ["1", "10", "100"]);
});

test("a linear slider in inches has round steps, at the place of their millimetres", () => {
    const { wall } = SERVER.numbers;
    assert.equal(wall.log, false);
    assert.equal(numberIn(wall, feet.wall).step, 0.002); // of 0.05 mm, 0.00197 in
    assert.equal(toLink(feet.wall, "0.032"), "0.8128");
    for (const position of [0, 0.8, 4.2]) {
        const text = textAt(numberIn(wall, feet.wall), placeIn(wall, feet.wall, position));
        assert.ok(Math.abs(Number(text) * 25.4 - position) <= 0.0255, text);
    }
});

test("only what has a length in it changes", () => {
    assert.deepEqual(Object.keys(feet).sort(), [
        "bore", "cm", "dia", "dia2", "gap", "lay", "len", "lens", "lm", "rdc", "rsh", "shield", "strand", "wall",
    ]);
    assert.equal(feetOf(SERVER, "metric", "len"), undefined);
    assert.equal(feetOf(SERVER, "imperial", "len"), feet.len);
    assert.equal(feetOf(SERVER, "imperial", "load"), undefined);
});
