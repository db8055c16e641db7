// What matters: a bar for each quantity that may be off, the largest first; each leads to its slider.

import { element } from "../common/page.js";
import { leadTo } from "./schematic.js";
import { withTolerance } from "./tolerances.js";

/** @import { Bar, Redraw } from "../wire" */

/**
 * Ends of a bar and of the change by 1 %, as parts of half the width, from the middle.
 *
 * @param {Bar} bar
 * @param {number} most
 */
const placesOf = ({ low, high, one }, most) => {
    const ends = [low ?? 0, high ?? 0, 0];
    const parts = { from: Math.min(...ends), to: Math.max(...ends), one: one ?? 0 };
    return Object.entries(parts).map(([name, value]) => /** @type {const} */ ([`--${name}`, (value / (most || 1)).toFixed(4)]));
};

/**
 * @param {string} tag
 * @param {Record<string, string>} properties
 * @param {Node[]} [children]
 */
const make = (tag, properties, children = []) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
};

/** Lead to a slider; of the ways to give a conductor's size, to the one meant. @param {string} key */
const lead = (key) => {
    const way = document.querySelector(`#size-by input[value="${key}"]`);
    if (way instanceof HTMLElement) way.click();
    leadTo([key]);
};

/** @param {Bar} bar */
const reasonOf = ({ name, typical, reason }) => make("li", { textContent: `${name} ±${typical} %: ${reason}` });

/**
 * Draw the bars.
 *
 * @param {Record<string, string>} words
 * @param {(tols: string) => void} changed Other tolerances are wanted.
 */
export const createMatters = (words, changed) => {
    const place = element("matters");
    let tols = "";

    /** @param {Bar} bar */
    const boxOf = (bar) => {
        const box = /** @type {HTMLInputElement} */ (/** @type {Element} */ (make("input", {
            type: "text", inputMode: "decimal", value: bar.percent, title: bar.reason, ariaLabel: `${bar.name} ± %`,
        })));
        box.addEventListener("change", (event) => {
            event.stopPropagation();
            changed(withTolerance(tols, bar, box.value.trim()));
        });
        return make("label", { className: "tolerance" }, [new Text("±"), box, new Text("%")]);
    };

    /** @param {Bar} bar @param {number} most */
    const rowOf = (bar, most) => {
        const name = make("button", { className: "button", type: "button", textContent: bar.name });
        const line = make("span", { className: "line" }, ["within", "one"].map((className) => make("i", { className })));
        for (const part of [name, line]) part.addEventListener("click", () => lead(bar.key));
        for (const [property, value] of placesOf(bar, most)) line.style.setProperty(property, value);
        const lines = [bar.told, `+1 %: ${bar.told_one}`].filter(Boolean);
        const told = make("span", { className: "told" }, lines.map((textContent) => make("span", { textContent })));
        return make("li", {}, [name, line, told, boxOf(bar)]);
    };

    /** Show the bars of a redraw that has some. @param {Redraw} redraw */
    const draw = (redraw) => {
        tols = redraw.given.tols;
        if (!redraw.matters) return;
        const { bars, tolerant } = redraw.matters;
        const sizes = bars.flatMap(({ low, high, one }) => (tolerant ? [low, high] : [one]));
        const most = Math.max(...sizes.map((size) => Math.abs(size ?? 0)));
        const held = document.activeElement?.closest("#matters li")?.querySelector("button")?.textContent;
        const part = document.activeElement?.tagName;
        const rows = bars.map((bar) => rowOf(bar, most));
        const title = make("summary", { textContent: words.tolerances });
        const reasons = make("details", { className: "note" }, [title, make("ul", {}, bars.map(reasonOf))]);
        /** @type {HTMLDetailsElement} */ (/** @type {Element} */ (reasons)).open = Boolean(place.querySelector("details")?.open);
        place.replaceChildren(make("ol", { className: tolerant ? "bars" : "bars lone" }, rows), reasons);
        // Where the visitor was among them, there the focus stays.
        const same = rows.find((row) => row.querySelector("button")?.textContent === held);
        const again = same?.querySelector(part === "INPUT" ? "input" : "button");
        if (held && again instanceof HTMLElement) again.focus();
    };

    return { draw };
};
