// Positions of sliders, and the texts of values there.

/** @import { NumberTold } from "../wire" */

/**
 * Position of a value on its slider; one beyond the slider's range is at its end, and so is none, as 0 may say.
 *
 * @param {NumberTold} number
 * @param {string} text
 */
export const positionOf = ({ low, high, log, none }, text) => {
    const kept = none === "high" && Number(text) === 0 ? high : Math.min(Math.max(Number(text), low), high);
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

/** @type {Record<string, number>} */
const PREFIXES = { n: 1e-9, μ: 1e-6, u: 1e-6, m: 1e-3, "": 1, k: 1e3 }; // SI brochure, table 7; u for want of a μ

/**
 * The same for several numbers in one text, where a prefix may stand before the unit: "5 ms" is 0.005 in seconds.
 *
 * @param {string} unit
 * @param {string} typed
 * @param {boolean} [single] There is one number at most, so that a comma in it is that of decimals.
 */
export const bareEach = (unit, typed, single = false) => {
    const [text, end] = [typed, unit].map((one) => one.normalize("NFKC").trim()); // µ becomes μ
    if (!/^[a-z]+$/i.test(end)) return typed;
    const point = single ? "[.,]" : "\\.";
    const number = `(?:\\d+(?:${point}\\d*)?|${point}\\d+)(?:e[+-]?\\d+)?`;
    const behind = new RegExp(`(${number})\\s*([nμumk]?)${end}(?![^\\s,;、])`, "g");
    return text.replace(behind, (_, found, prefix) => (
        String(Number((found.replace(",", ".") * PREFIXES[prefix]).toPrecision(12)))
    ));
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
 * Marks of a slider, as text and place from 0 to 1: its own, or the decades of a logarithmic one, where there are a few.
 *
 * @param {NumberTold} number
 * @returns {[string, number][]}
 */
export const marksOf = ({ low, high, log, marks = [] }) => {
    const [first, last] = log ? [Math.log10(low), Math.log10(high)] : [low, high];
    if (marks.length) return marks.map(([text, value]) => [text, ((log ? Math.log10(value) : value) - first) / (last - first)]);
    if (!log) return [];
    /** @type {[string, number][]} */
    const decades = [];
    for (let decade = Math.ceil(first - 1e-9); decade <= last + 1e-9; decade += 1) {
        const large = `${10 ** (decade % 3)}${["", "k", "M", "G"][Math.floor(decade / 3)]}`;
        decades.push([decade > 3 ? large : String(Number(`1e${decade}`)), (decade - first) / (last - first)]);
    }
    return decades.length >= 2 && decades.length <= 6 ? decades : [];
};
