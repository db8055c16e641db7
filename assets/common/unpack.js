// Curves as the server sends them.

/** @import { Axis, Span } from "../wire" */

/**
 * Values of a curve from their second differences.
 *
 * The sums are of integers, thus exact; only the last step rounds.
 *
 * @param {number[]} differences
 * @param {number} step resolution: the unit of the differences
 * @returns {Float64Array}
 */
export const unpack = (differences, step) => {
    const values = new Float64Array(differences.length);
    let slope = 0;
    let value = 0;
    differences.forEach((difference, n) => {
        slope += difference;
        value += slope;
        values[n] = value * step;
    });
    return values;
};

/**
 * Samples of the current: of each part, real and imaginary, ray by ray, each ring by ring from the axis.
 *
 * @param {number[]} differences second ones over the rings, less those of the ray before
 * @param {number} rays
 * @param {number} step
 * @returns {Float64Array[][]}
 */
export const samplesOf = (differences, rays, step) => {
    const rings = differences.length / 2 / rays;
    return [0, 1].map((part) => {
        /** @type {number[]} */
        let ray = new Array(rings).fill(0);
        return Array.from({ length: rays }, (_, n) => {
            const start = (part * rays + n) * rings;
            ray = ray.map((sum, ring) => sum + differences[start + ring]);
            return unpack(ray, step);
        });
    });
};

/**
 * Frequencies [Hz] of a curve's points, evenly spaced on a logarithmic axis.
 *
 * @param {Axis} axis
 * @returns {number[]}
 */
export const frequencies = ([low, high, points]) => {
    const step = Math.log(high / low) / (points - 1);
    return Array.from({ length: points }, (_, n) => low * Math.exp(n * step));
};

/**
 * Times [s] of a curve's points.
 *
 * @param {Span} ends
 * @param {number} points
 * @returns {number[]}
 */
export const times = ([first, last], points) =>
    Array.from({ length: points }, (_, n) => first + ((last - first) * n) / (points - 1));
