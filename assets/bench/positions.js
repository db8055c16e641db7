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

/** @type {Record<string, number>} Keys of a slider, and how many steps each takes. */
const STEPS = {
    ArrowRight: 1, ArrowUp: 1, PageUp: 10, End: Infinity,
    ArrowLeft: -1, ArrowDown: -1, PageDown: -10, Home: -Infinity,
};

/**
 * Where a key of the keyboard takes a slider; null if it is none of a slider's keys.
 *
 * @param {NumberTold} number
 * @param {number} position
 * @param {{ key: string, shiftKey: boolean }} stroke with Shift in fine steps
 */
export const positionAfter = ({ low, high, log, step }, position, { key, shiftKey }) => {
    const [first, last] = log ? [Math.log10(low), Math.log10(high)] : [low, high];
    const steps = STEPS[key];
    if (steps === undefined) return null;
    return Math.min(Math.max(position + steps * step * (shiftKey ? 0.1 : 1), first), last);
};
