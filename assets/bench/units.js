// What a box shows of a value of a link, and back: links are metric, boxes may be in feet.

/** @import { Feet, NumberTold } from "../wire" */

// How the server reads a number (read_number in app/common/query.py): a test holds one against the other.
const DECIMAL_COMMA = /^[+-]?(?![1-9]\d{0,2},\d{3}(?!\d))\d*,\d+([eE].*)?$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;
const LINK_DIGITS = 12; // of a number in a link
const TYPED_DIGITS = 9; // a number of so many is shown as it was typed
const SHOWN_DIGITS = 4; // of one that comes from elsewhere

/**
 * A number as people write it; NaN if it is none.
 *
 * @param {string} text
 */
export const numberOf = (text) => {
    const plain = text.normalize("NFKC").trim().replace("−", "-");
    const pointed = DECIMAL_COMMA.test(plain) ? plain.replace(",", ".") : plain;
    return NUMBER.test(pointed) ? Number(pointed) : NaN;
};

/**
 * What was typed as a link has it; what is no number stays, for the server to refuse.
 *
 * @param {Feet | undefined} feet none where the box is metric
 * @param {string} typed
 */
export const toLink = (feet, typed) => {
    const number = numberOf(typed);
    return feet && Number.isFinite(number) ? String(Number((number / feet.factor).toPrecision(LINK_DIGITS))) : typed;
};

/**
 * A value of a link as its box shows it: as it was typed, or else with four digits, within what can be typed.
 *
 * @param {Feet | undefined} feet
 * @param {string} text
 */
export const toBox = (feet, text) => {
    if (!feet || !Number.isFinite(numberOf(text))) return text;
    const exact = Number(text) * feet.factor;
    for (let digits = 1; digits <= TYPED_DIGITS; digits += 1) {
        const short = String(Number(exact.toPrecision(digits)));
        if (Number(toLink(feet, short)) === Number(text)) return short;
    }
    return String(Math.min(Math.max(Number(exact.toPrecision(SHOWN_DIGITS)), feet.low), feet.high));
};

/**
 * The same for several numbers in one text, by what converts one.
 *
 * @param {(feet: Feet | undefined, text: string) => string} convert
 * @param {Feet | undefined} feet
 * @param {string} text
 */
export const each = (convert, feet, text) => {
    if (!feet) return text;
    const numbers = text.normalize("NFKC").split(/[,;、\s]+/).filter(Boolean);
    if (!numbers.every((number) => Number.isFinite(numberOf(number)))) return text;
    return numbers.map((number) => convert(feet, number)).join(",");
};

/**
 * A number as its slider has it in feet: its range and its unit, without marks of its own.
 *
 * @param {NumberTold} number
 * @param {Feet | undefined} feet
 * @returns {NumberTold}
 */
export const numberIn = (number, feet) => {
    if (!feet) return number;
    const { low, high, unit, factor } = feet;
    const step = number.log ? number.step : Number((number.step * factor).toPrecision(1));
    return { ...number, low, high, unit, step, marks: [] };
};

/**
 * The place on a slider in feet of a place on the metric one.
 *
 * @param {NumberTold} number
 * @param {Feet | undefined} feet
 * @param {number} position
 */
export const placeIn = ({ log }, feet, position) => {
    if (!feet) return position;
    return log ? position + Math.log10(feet.factor) : position * feet.factor;
};

/**
 * What a quantity is in feet, if that is asked for and it has such a unit.
 *
 * @param {{ feet: Record<string, Feet> }} told
 * @param {string} units
 * @param {string} key
 * @returns {Feet | undefined}
 */
export const feetOf = (told, units, key) => (units === "imperial" ? told.feet[key] : undefined);
