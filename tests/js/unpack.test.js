import assert from "node:assert/strict";
import { test } from "node:test";

import { frequencies, samplesOf, times, unpack } from "../../assets/common/unpack.js";

test("a parabola has one second difference", () => {
    // 0, 1, 4, 9, 16: first differences 0, 1, 3, 5, 7; second 0, 1, 2, 2, 2.
    assert.deepEqual([...unpack([0, 1, 2, 2, 2], 1)], [0, 1, 4, 9, 16]);
});

test("the first value stands alone, the second follows from its slope", () => {
    // 7, 5, 5: first differences 7, −2, 0; second 7, −9, 2.
    assert.deepEqual([...unpack([7, -9, 2], 1)], [7, 5, 5]);
});

test("values are in steps", () => {
    // −0.0003, −0.0002, 0.5 dB are −3, −2, 5000 steps of 1e-4.
    const values = unpack([-3, 4, 5001], 1e-4);
    [-0.0003, -0.0002, 0.5].forEach((value, n) => assert.ok(Math.abs(values[n] - value) < 1e-15));
});

test("rounding does not add up over a long curve", () => {
    const values = unpack([1, ...Array(999).fill(0)], 1e-4); // a straight line: 1, 2, … 1000 steps
    assert.equal(values[999], 1000 * 1e-4);
});

test("an empty curve has no values", () => assert.equal(unpack([], 1e-4).length, 0));

test("frequencies have one ratio and end where the axis does", () => {
    const found = frequencies([10, 1e6, 6]);
    assert.equal(found.length, 6);
    [10, 100, 1e3, 1e4, 1e5, 1e6].forEach((frequency, n) => assert.ok(Math.abs(found[n] / frequency - 1) < 1e-12));
});

test("times have one difference and end where the axis does", () => {
    const found = times([-1e-6, 3e-6], 5);
    [-1e-6, 0, 1e-6, 2e-6, 3e-6].forEach((time, n) => assert.ok(Math.abs(found[n] - time) < 1e-18));
});

test("samples are summed up over rings and rays, real and imaginary parts apart", () => {
    // Two rays of three rings: real 1 2 4 and 1 3 6, imaginary 0 0 0 and 0 0 −1, in steps of 0.5.
    // Second differences: 1 0 1 and 1 1 1, 0 0 0 and 0 0 −1; each less those of the ray before.
    const [real, imaginary] = samplesOf([1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, -1], 2, 0.5);
    assert.deepEqual(real.map((ray) => [...ray]), [[0.5, 1, 2], [0.5, 1.5, 3]]);
    assert.deepEqual(imaginary.map((ray) => [...ray]), [[0, 0, 0], [0, 0, -0.5]]);
});
