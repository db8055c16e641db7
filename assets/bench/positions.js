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
 * Text of the value at a position: with three digits on a logarithmic scale, which is finer than a step.
 *
 * @param {NumberTold} number
 * @param {number} position
 */
export const textAt = ({ low, high, log }, position) => {
    if (!log) return String(Number(position.toFixed(6)));
    const rounded = Number((10 ** position).toPrecision(3));
    return String(Math.min(Math.max(rounded, low), high)); // the ends are exact
};
