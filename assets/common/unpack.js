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
