// Tolerances of one's own, as text.

/** @import { Bar } from "../wire" */

/**
 * Tolerances of one's own as a link has them, with another one for a quantity; the typical one needs no saying.
 *
 * @param {string} tols
 * @param {Pick<Bar, "key" | "typical">} bar
 * @param {string} percent
 */
export const withTolerance = (tols, { key, typical }, percent) => {
    const others = tols.split(",").filter((item) => item && !item.startsWith(`${key}:`));
    return [...others, ...(percent === typical || !percent ? [] : [`${key}:${percent}`])].join(",");
};
