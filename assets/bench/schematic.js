// The equivalent circuit as a map: each part leads to its slider, and is lit while that moves.

import { element } from "../common/page.js";

/** @param {EventTarget | null} target */
const partOf = (target) => (target instanceof Element ? /** @type {SVGElement | null} */ (target.closest("[data-keys]")) : null);

/** @param {SVGElement} part */
const lead = (part) => leadTo((part.dataset.keys ?? "").split(" "));

/**
 * Go to the control of the first of some quantities that matters.
 *
 * @param {string[]} keys
 */
export const leadTo = (keys) => {
    const controls = keys.map(element);
    // What is folded away is there as well, but not what does not matter.
    const control = controls.find((one) => !one.classList.contains("unused") && getComputedStyle(one).display !== "none");
    const place = control?.querySelector("input[type=range]") ?? control?.querySelector("select, input");
    if (!control || !(place instanceof HTMLElement)) return;
    const folded = control.closest("details");
    if (folded) folded.open = true;
    control.scrollIntoView({ block: "nearest" });
    place.focus();
};

/** Follow presses on the circuit. */
export const watchSchematic = () => {
    const circuit = element("schematic");
    circuit.addEventListener("click", ({ target }) => {
        const part = partOf(target);
        if (part) lead(part);
    });
    circuit.addEventListener("keydown", (event) => {
        const part = partOf(event.target);
        if (!part || (event.key !== "Enter" && event.key !== " ")) return;
        event.preventDefault();
        lead(part);
    });
};

/** Light the parts that a quantity belongs to; none with "". @param {string} key */
export const light = (key) => {
    for (const part of /** @type {NodeListOf<SVGElement>} */ (element("schematic").querySelectorAll("[data-keys]"))) {
        part.classList.toggle("lit", key !== "" && (part.dataset.keys ?? "").split(" ").includes(key));
    }
};
