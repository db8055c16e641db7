// Positions of sliders, and the texts of values there.

/** @import { NumberTold } from "../wire" */

/**
 * Position of a value on its slider; one beyond the slider's range is at its end.
 *
 * @param {NumberTold} number
 * @param {string} text
 */
export const positionOf = ({ low, high, log }, text) => {
    const kept = Math.min(Math.max(Number(text), low), high);
    return log ? Math.log10(kept) : kept;
};

/**
 * Text of the value at a position: in whole steps, or, where these are ratios, with three digits; ten times as fine if
 * asked for.
 *
 * @param {NumberTold} number
 * @param {number} position
 * @param {boolean} [finely]
 */
export const textAt = ({ low, high, log, step }, position, finely = false) => {
    const steps = Math.round((position / step) * (finely ? 10 : 1));
    const near = log ? (10 ** position).toPrecision(finely ? 4 : 3) : (steps * step * (finely ? 0.1 : 1)).toPrecision(9);
    return String(Math.min(Math.max(Number(near), low), high)); // the ends are exact
};
