// Sliders beside number boxes: in steps, or in decades with 0 at the very left.

import { stepBy } from "../common/steps.js";

/**
 * @typedef {object} Scale
 * @property {boolean} linear
 * @property {string} min the left end: a value, or a decade
 */

/**
 * Text of the value at a slider's position.
 *
 * @param {Scale} scale
 * @param {string} position
 */
export const textAt = ({ linear, min }, position) => {
    if (linear) return String(Number(Number(position).toPrecision(3)));
    return String(Number(position) === Number(min) ? 0 : Number((10 ** Number(position)).toPrecision(3)));
};

/**
 * Position of a text on a slider; null if it is no number.
 *
 * @param {Scale} scale
 * @param {string} text
 */
export const positionOf = ({ linear, min }, text) => {
    const size = Number(text.replace(",", "."));
    if (Number.isNaN(size)) return null;
    if (linear) return String(size);
    return size > 0 ? String(Math.log10(size)) : min;
};

/**
 * @param {HTMLInputElement} slider
 * @returns {Scale}
 */
const scaleOf = (slider) => ({ linear: "linear" in slider.dataset, min: slider.min });

/** @param {HTMLInputElement} slider */
const boxOf = (slider) => /** @type {HTMLInputElement} */ (slider.closest(".field")?.querySelector("[data-field]"));

/** @param {HTMLInputElement} slider */
const sayValue = (slider) => slider.setAttribute("aria-valuetext", `${boxOf(slider).value} ${slider.dataset.slides}`);

/**
 * Write a slider's value into its box.
 *
 * @param {HTMLInputElement} slider
 */
export const slide = (slider) => {
    boxOf(slider).value = textAt(scaleOf(slider), slider.value);
    sayValue(slider);
};

/**
 * Note where a slider and its box stand.
 *
 * @param {HTMLInputElement} slider
 * @returns {() => void} puts both back
 */
export const noted = (slider) => {
    const [position, text] = [slider.value, boxOf(slider).value];
    return () => {
        slider.value = position;
        boxOf(slider).value = text;
        sayValue(slider);
    };
};

/**
 * Move a slider by a key; whether it is one of a slider's keys.
 *
 * @param {HTMLInputElement} slider
 * @param {KeyboardEvent} stroke
 */
export const step = (slider, stroke) => stepBy(slider, Number(slider.dataset.step), stroke);

/**
 * Move a slider to the value in its box, unless it is the one that moves.
 *
 * @param {HTMLInputElement} slider
 */
export const follow = (slider) => {
    const position = positionOf(scaleOf(slider), boxOf(slider).value);
    if (slider !== document.activeElement && position !== null) slider.value = position;
    sayValue(slider);
};
