// The blind test and the search for a threshold: what chance does, and what a listener of known ability does.

import assert from "node:assert/strict";
import { test } from "node:test";

import { createStaircase } from "../../assets/listen/staircase.js";
import { atLeast, needed, power, SIGNIFICANT } from "../../assets/listen/statistics.js";
import { seal, sealed, shuffled } from "../../assets/listen/trials.js";

/** Chances that are the same each time (Park and Miller). @param {number} seed */
const chances = (seed) => () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
};

/** @param {number} found @param {number} expected @param {number} within */
const near = (found, expected, within) => assert.ok(Math.abs(found - expected) <= within, `${found}, not ${expected}`);

test("a guesser's chances are those of coins", () => {
    assert.equal(atLeast(0, 16), 1);
    assert.equal(atLeast(16, 16), 2 ** -16);
    assert.equal(atLeast(12, 16), 2517 / 65536); // 1820 + 560 + 120 + 16 + 1 of 2^16
    near(atLeast(9, 10), 11 / 1024, 1e-15);
    near(atLeast(13, 25), 0.5, 1e-12); // by symmetry
});

test("the fewest right answers are those of printed tables of the sign test", () => {
    assert.deepEqual([10, 16, 25].map(needed), [9, 12, 18]);
    for (const n of [10, 16, 25]) assert.ok(atLeast(needed(n), n) <= SIGNIFICANT && atLeast(needed(n) - 1, n) > SIGNIFICANT);
});

test("power of 16 trials", () => {
    near(power(16, 0.7), 0.45, 0.005);
    near(power(16, 0.8), 0.8, 0.005);
    near(power(16, 0.9), 0.98, 0.005);
    assert.equal(power(16, 1), 1);
    near(power(16, 0.5), atLeast(12, 16), 1e-15);
});

test("a thousand guessers pass as often as p says", () => {
    for (const trials of [10, 16, 25]) {
        const guess = chances(trials);
        let passed = 0;
        for (let n = 0; n < 1000; n += 1) {
            const right = shuffled(trials).filter((side) => side === Number(guess() < 0.5)).length;
            passed += Number(right >= needed(trials));
        }
        const p = atLeast(needed(trials), trials);
        near(passed / 1000, p, 4.5 * Math.sqrt((p * (1 - p)) / 1000)); // 7 times in a million by chance
    }
});

test("the order is even, and no trial tells of the next", () => {
    const order = shuffled(40_000);
    const pairs = [0, 0, 0, 0];
    for (let n = 0; n < order.length; n += 2) pairs[2 * order[n] + order[n + 1]] += 1;
    for (const count of pairs) near(count, 5000, 5 * Math.sqrt(5000 * 0.75));
    const places = Array.from({ length: 16 }, () => 0);
    for (let n = 0; n < 2000; n += 1) shuffled(16).forEach((side, place) => (places[place] += side));
    for (const count of places) near(count, 1000, 5 * Math.sqrt(500));
    assert.notDeepEqual(shuffled(64), shuffled(64));
});

test("the seal is SHA-256 of an order that cannot be guessed", async () => {
    assert.equal(await seal("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); // FIPS 180
    assert.match(sealed([0, 1, 1]), /^ABB [0-9a-f]{32}$/);
    assert.notEqual(sealed([0]), sealed([0]));
});

test("without https there is no seal, and that is known", async () => {
    const whole = globalThis.crypto;
    const value = { getRandomValues: whole.getRandomValues.bind(whole) };
    Object.defineProperty(globalThis, "crypto", { configurable: true, value });
    try {
        assert.equal(await seal("abc"), "");
        assert.equal(shuffled(8).length, 8);
    } finally {
        Object.defineProperty(globalThis, "crypto", { configurable: true, value: whole });
    }
});

/**
 * Thresholds that the staircase finds of a listener: right in half of all cases far below his own, always above.
 *
 * @param {number} own Where 70.7 % are right.
 */
const found = (own) => {
    const chance = chances(7);
    const slope = Math.log(0.5 / (1 - Math.SQRT1_2)); // Weibull: 1 − ½·exp(−slope·(level/own)²) is 1/√2 at own
    return Array.from({ length: 200 }, () => {
        const staircase = createStaircase(500);
        while (!staircase.state().done) {
            const right = 1 - 0.5 * Math.exp(-slope * (staircase.state().level / own) ** 2);
            staircase.answer(chance() < right);
        }
        return staircase.state().threshold;
    });
};

test("the staircase finds a listener's threshold, above and below one", () => {
    for (const own of [14, 0.3]) {
        const thresholds = found(own).map((one) => Math.log(one ?? NaN));
        const mean = thresholds.reduce((sum, one) => sum + one, 0) / thresholds.length;
        near(Math.exp(mean) / own, 1, 0.2);
    }
});

test("two right answers in a row make it smaller, one wrong larger, and never beyond the largest", () => {
    const staircase = createStaircase(100);
    const after = (/** @type {boolean} */ right) => {
        staircase.answer(right);
        return staircase.state().level;
    };
    assert.deepEqual([true, true, true, true].map(after), [100, 50, 50, 25]);
    const root = Math.SQRT2;
    const levels = [25 * root, 25 * root, 50, 50 * root, 100, 100]; // smaller steps from the first reversal on
    [false, true, false, false, false, false].map(after).forEach((level, n) => near(level, levels[n], 1e-9));
});

test("slips at the largest effect end it only once guessing is fifty times likelier", () => {
    const staircase = createStaircase(100);
    for (const right of [false, true, false, true, false, false, false]) staircase.answer(right); // 2.5⁵/1.6² is 38
    assert.equal(staircase.state().done, false);
    staircase.answer(false); // 95
    assert.deepEqual(staircase.state(), { level: 100, done: true, right: 2, lost: true, least: 100, threshold: null });
});

test("who is always right has no threshold, and is not told to hear nothing", () => {
    const staircase = createStaircase(100);
    for (let n = 0; n < 80; n += 1) staircase.answer(true);
    const { done, right, lost, least, threshold } = staircase.state();
    assert.deepEqual({ done, right, lost, threshold }, { done: true, right: 80, lost: false, threshold: null });
    near(least / (100 / 2 ** 39), 1, 1e-9); // the last of forty pairs
});

/**
 * How many of a thousand listeners are told a threshold, and how many trials the others are kept at most.
 *
 * @param {(level: number) => number} ability Probability of a right answer at a level; 100 is the largest.
 */
const told = (ability) => {
    const chance = chances(11);
    let [thresholds, most] = [0, 0];
    for (let listener = 0; listener < 1000; listener += 1) {
        const staircase = createStaircase(100);
        let trials = 0;
        for (; !staircase.state().done; trials += 1) staircase.answer(chance() < ability(staircase.state().level));
        if (staircase.state().threshold === null) most = Math.max(most, trials);
        else thresholds += 1;
    }
    return { share: thresholds / 1000, most };
};

test("a guesser is told that he heard nothing, and soon", () => {
    const { share, most } = told(() => 0.5);
    assert.ok(share < 0.05, `${share}`);
    assert.ok(most <= 80, `${most}`);
});

test("who hears the largest effect in 90 % of the trials is not thrown out", () => {
    const slope = Math.log(0.5 / 0.1); // Weibull: 1 − ½·exp(−slope·(level/100)²) is 0.9 at 100
    const { share } = told((level) => 1 - 0.5 * Math.exp(-slope * (level / 100) ** 2));
    assert.ok(share > 0.95, `${share}`);
});
