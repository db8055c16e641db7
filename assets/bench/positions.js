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
 * What was typed, without the quantity's own unit behind it.
 *
 * @param {NumberTold} number
 * @param {string} typed
 */
export const bareOf = ({ unit }, typed) => {
    const [text, end] = [typed, unit].map((one) => one.normalize("NFKC").trim()); // ² and ㎜ become 2 and mm
    return end && text.endsWith(end) ? text.slice(0, -end.length).trim() : typed;
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

/**
 * Marks at the decades of a logarithmic slider, where there are a few of them: text, and place from 0 to 1.
 *
 * @param {NumberTold} number
 * @returns {[string, number][]}
 */
export const marksOf = ({ low, high, log }) => {
    if (!log) return [];
    const [first, last] = [Math.log10(low), Math.log10(high)];
    /** @type {[string, number][]} */
    const marks = [];
    for (let decade = Math.ceil(first - 1e-9); decade <= last + 1e-9; decade += 1) {
        const large = `${10 ** (decade % 3)}${["", "k", "M", "G"][Math.floor(decade / 3)]}`;
        marks.push([decade > 3 ? large : String(Number(`1e${decade}`)), (decade - first) / (last - first)]);
    }
    return marks.length >= 2 && marks.length <= 6 ? marks : [];
};
