// Figures to play with: the slider chooses among steps that came with the page, and the address tells where it stands.

import { createAddress } from "../common/address.js";
import { copyLink } from "../common/clipboard.js";
import { element, say } from "../common/page.js";
import { stepBy } from "../common/steps.js";

const SAME_STEP = 1000; // [ms] changes of one slider that follow within this are one step, for Back

/**
 * @typedef {object} Step
 * @property {string} value
 * @property {string} given as a link has it
 * @property {string} words
 * @property {number[][]} y of each curve
 * @property {[number[], number[]]} marks x and y of the points that stand out
 */

/** Let each slider move its figure. */
export const watchPlays = () => {
    const sliders = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("[data-plays]")]);
    if (!sliders.length) return;
    /** @type {Record<string, { steps: Step[], usual: number }>} */
    const drawn = JSON.parse(element("drawn").textContent);

    /** The address's own keys stay as they are, and those of the sliders that are not where they usually stand follow. */
    const query = () => {
        const all = new URLSearchParams(location.search);
        for (const { id, value, dataset } of sliders) {
            const { steps, usual } = drawn[id];
            if (Number(value) === usual) all.delete(dataset.plays ?? "");
            else all.set(dataset.plays ?? "", steps[Number(value)].given);
        }
        return all.toString();
    };
    const address = createAddress(query);
    let step = 0; // of the user's: Back takes back one
    let last = { id: "", at: 0 };

    /** @param {HTMLInputElement} slider */
    const moved = ({ id }) => {
        if (id !== last.id || performance.now() - last.at > SAME_STEP) step += 1;
        last = { id, at: performance.now() };
        const other = /** @type {HTMLAnchorElement} */ (element("language"));
        const turned = new URLSearchParams(query());
        turned.set("lang", other.lang);
        other.href = `?${turned}`;
        address.note(step);
    };

    for (const slider of sliders) {
        const { steps } = drawn[slider.id];
        const figure = /** @type {HTMLElement} */ (slider.closest("figure"));
        const graph = /** @type {PlotlyGraph} */ (figure.querySelector(".graph"));
        const output = /** @type {HTMLOutputElement} */ (figure.querySelector("output"));
        const show = () => {
            const { value, words, y, marks } = steps[Number(slider.value)];
            window.Plotly.restyle(graph, { x: [...y.map(() => graph.data[0].x), marks[0]], y: [...y, marks[1]] });
            output.value = value;
            slider.setAttribute("aria-valuetext", value);
            say(`${slider.id}-words`, words);
            moved(slider);
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
    element("copy").addEventListener("click", () => {
        address.flush();
        copyLink(JSON.parse(element("copied").textContent));
    });
    addEventListener("pagehide", address.flush);
    addEventListener("popstate", (event) => {
        address.gone(event);
        location.reload();
    });
};
