// Devices by name: a menu that fills typical values, and shows which kind has those in the boxes.

/** @import { EarthKind } from "../wire" */
/** @typedef {Pick<EarthKind, "line" | "neutral" | "ground" | "pe">} Boxes what the boxes of a device hold */

const BOXES = /** @type {const} */ (["line", "neutral", "ground", "pe"]);

/**
 * The kind that has what stands in the boxes; "" if there is none.
 *
 * @param {Record<string, EarthKind>} kinds
 * @param {Boxes} boxes
 */
export const kindOf = (kinds, boxes) =>
    Object.keys(kinds).find((key) => BOXES.every((name) => kinds[key][name] === boxes[name])) ?? "";

/**
 * What a kind puts into the boxes; the name only where nobody has given one: a new device's, or another kind's.
 *
 * @param {Record<string, EarthKind>} kinds
 * @param {string} key
 * @param {string} name the name that stands there
 * @param {string} fresh what a new device is called, before its number
 * @returns {Record<string, string>}
 */
export const filled = (kinds, key, name, fresh) => {
    const { line, neutral, ground, pe, name: own } = kinds[key];
    const numbered = name.startsWith(fresh) && /^\s*\d*$/.test(name.slice(fresh.length));
    const given = name && !numbered && !Object.values(kinds).some((kind) => kind.name === name);
    return { line, neutral, ground, pe, name: given ? name : own };
};
