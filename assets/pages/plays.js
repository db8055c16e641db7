// Figures to play with: the slider chooses among steps that came with the page.

import { element, say } from "../common/page.js";
import { stepBy } from "../common/steps.js";

/**
 * @typedef {object} Step
 * @property {string} value
 * @property {string} words
 * @property {number[][]} y of each curve
 * @property {[number[], number[]]} marks x and y of the points that stand out
 */

/** Let each slider move its figure. */
export const watchPlays = () => {
    for (const slider of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-plays]"))) {
        /** @type {Step[]} */
        const steps = JSON.parse(element("drawn").textContent)[slider.id].steps;
        const figure = /** @type {HTMLElement} */ (slider.closest("figure"));
        const graph = /** @type {PlotlyGraph} */ (figure.querySelector(".graph"));
        const output = /** @type {HTMLOutputElement} */ (figure.querySelector("output"));
        const show = () => {
            const { value, words, y, marks } = steps[Number(slider.value)];
            window.Plotly.restyle(graph, { x: [...y.map(() => graph.data[0].x), marks[0]], y: [...y, marks[1]] });
            output.value = value;
            slider.setAttribute("aria-valuetext", value);
            say(`${slider.id}-words`, words);
        };
        slider.addEventListener("input", show);
        slider.addEventListener("keydown", (stroke) => {
            const { key, ctrlKey, altKey, metaKey } = stroke;
            // There is nothing between two steps: with Shift, too, it moves by one.
            if (!stepBy(slider, 1, { key, ctrlKey, altKey, metaKey, shiftKey: false })) return;
            stroke.preventDefault();
            show();
        });
    }
};
