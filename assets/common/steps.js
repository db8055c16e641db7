// Steps of a slider by the keyboard, the same on every page and in every browser.

/** @type {Record<string, number>} Keys of a slider, and how many steps each takes. */
const STEPS = {
    ArrowRight: 1, ArrowUp: 1, PageUp: 10, End: Infinity,
    ArrowLeft: -1, ArrowDown: -1, PageDown: -10, Home: -Infinity,
};

/**
 * Move a slider by a key: with Shift in tenths of a step.
 *
 * @param {{ min: string, max: string, value: string }} slider
 * @param {number} step
 * @param {Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "altKey" | "metaKey">} stroke
 * @returns {boolean} whether it is one of a slider's keys
 */
export const stepBy = (slider, step, { key, shiftKey, ctrlKey, altKey, metaKey }) => {
    const steps = STEPS[key];
    if (steps === undefined || ctrlKey || altKey || metaKey) return false;
    const position = Number(slider.value) + steps * step * (shiftKey ? 0.1 : 1);
    slider.value = String(Math.min(Math.max(position, Number(slider.min)), Number(slider.max)));
    return true;
};
