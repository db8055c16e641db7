// Numbers in sentences: dragged sideways, stepped by the arrow keys, or typed.

import { positionOf, textAt } from "../bench/positions.js";

const STARTS_AFTER = 4; // [px] less is a click, which lets the number be typed
const WHOLE = 600; // [px] that lead through a scale that is not logarithmic
const DECADE = 160; // [px] that lead through a decade

/**
 * The scale of a number's box.
 *
 * @param {HTMLInputElement} box
 */
const scaleOf = (box) => ({
    low: Number(box.dataset.low),
    high: Number(box.dataset.high),
    log: "log" in box.dataset,
    step: Number(box.dataset.step),
    unit: "",
});

/**
 * Let the number in a box move by so many pixels from what it was.
 *
 * @param {HTMLInputElement} box
 * @param {string} from
 * @param {number} pixels
 */
const move = (box, from, pixels) => {
    const scale = scaleOf(box);
    const at = positionOf(scale, from.replace(",", "."));
    if (Number.isNaN(at)) return;
    const ends = [positionOf(scale, box.dataset.low ?? ""), positionOf(scale, box.dataset.high ?? "")];
    const wanted = at + (scale.log ? pixels / DECADE : (pixels / WHOLE) * (ends[1] - ends[0]));
    box.value = textAt(scale, Math.min(Math.max(wanted, ends[0]), ends[1]));
    box.dispatchEvent(new Event("input", { bubbles: true }));
};

/**
 * Follow hand and keys on a number's box.
 *
 * @param {HTMLInputElement} box
 */
export const watchNumber = (box) => {
    /** @type {{ x: number, text: string, moving: boolean } | null} */
    let held = null;

    box.addEventListener("pointerdown", (event) => {
        if (box.readOnly || event.button !== 0 || document.activeElement === box) return;
        held = { x: event.clientX, text: box.value, moving: false };
    });
    box.addEventListener("pointermove", (event) => {
        if (!held) return;
        const pixels = event.clientX - held.x;
        if (!held.moving && Math.abs(pixels) < STARTS_AFTER) return;
        if (!held.moving) {
            held.moving = true;
            box.setPointerCapture(event.pointerId);
            box.classList.add("moving");
        }
        event.preventDefault();
        move(box, held.text, pixels);
    });
    const drop = () => {
        if (held?.moving) box.blur(); // what was dragged is not being typed
        held = null;
        box.classList.remove("moving");
    };
    box.addEventListener("pointerup", drop);
    box.addEventListener("pointercancel", drop);
    box.addEventListener("keydown", (event) => {
        const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
        if (!steps || box.readOnly) return;
        event.preventDefault();
        move(box, box.value, 4 * steps);
    });
};
