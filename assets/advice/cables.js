// The table of cables: sorted and filtered here, priced by the visitor; the costs come from the server.

import { element } from "../common/page.js";
import { keep, kept } from "../common/storage.js";
import { toBox, toLink } from "../bench/units.js";

const NAME = "cablescope-prices";

/** @returns {HTMLTableRowElement[]} */
const rows = () => [...element("cables").querySelectorAll("tbody tr")].map((row) => /** @type {HTMLTableRowElement} */ (row));

/** @returns {HTMLInputElement[]} */
const boxes = () =>
    [...element("cables").querySelectorAll("[data-price]")].map((box) => /** @type {HTMLInputElement} */ (box));

/**
 * What a price's box is in, where that is not a metre's, as links are.
 *
 * @param {HTMLInputElement} box
 */
const footOf = ({ dataset: { factor } }) => (factor ? { unit: "", factor: Number(factor), low: 0, high: Infinity } : undefined);

/**
 * What a row is sorted by: its number, or its words; what is not known comes last.
 *
 * @param {HTMLTableRowElement} row
 * @param {string} key
 */
const valueOf = (row, key) => {
    const cell = /** @type {HTMLElement | null} */ (row.querySelector(`[data-by="${key}"]`));
    const text = cell?.dataset.value ?? "";
    return { text, number: text === "" ? Infinity : Number(text) };
};

/**
 * Follow the table.
 *
 * @param {object} page
 * @param {string} page.linked Prices that the link brought along, as it has them.
 * @param {() => void} page.changed A price is another.
 * @param {() => void} page.shared Whether the link has the prices is another.
 */
export const watchCables = ({ linked, changed, shared }) => {
    let key = "";
    let downward = false;
    let prices = new Map(
        (linked || kept("localStorage", NAME)).split(",").filter(Boolean).map((item) => {
            const [cable, price = ""] = item.split(":");
            return [cable, price];
        }),
    );
    const share = /** @type {HTMLInputElement} */ (element("share-prices"));
    share.checked = linked !== "";

    const text = () => [...prices].map(([cable, price]) => `${cable}:${price}`).join(",");

    /** Show the rows that are asked for, in the order that is. */
    const arrange = () => {
        const use = /** @type {HTMLSelectElement} */ (element("use")).value;
        const passing = /** @type {HTMLInputElement} */ (element("passing")).checked;
        for (const row of rows()) {
            row.hidden = (use !== "" && row.dataset.use !== use) || (passing && "failed" in row.dataset);
        }
        for (const button of /** @type {NodeListOf<HTMLElement>} */ (element("cables").querySelectorAll("[data-sort]"))) {
            const order = button.dataset.sort !== key ? "none" : downward ? "descending" : "ascending";
            button.closest("th")?.setAttribute("aria-sort", order);
        }
        if (!key) return;
        const sign = downward ? -1 : 1;
        const sorted = rows()
            .map((row) => ({ row, ...valueOf(row, key) }))
            .sort((a, b) => {
                if (a.text === "" || b.text === "") return Number(a.text === "") - Number(b.text === "");
                const words = Number.isNaN(a.number) || Number.isNaN(b.number);
                return sign * (words ? a.text.localeCompare(b.text, document.documentElement.lang) : a.number - b.number);
            });
        sorted[0]?.row.parentElement?.append(...sorted.map(({ row }) => row));
    };

    /**
     * Show another table; a price that is being typed, or a button that was pressed, keeps the focus.
     *
     * @param {string} html
     */
    const show = (html) => {
        const active = /** @type {HTMLElement | null} */ (document.activeElement);
        const { price, sort } = active?.dataset ?? {};
        const typed = active instanceof HTMLInputElement && price ? { value: active.value, at: active.selectionEnd } : null;
        const left = element("cables").querySelector(".scroll")?.scrollLeft ?? 0;
        element("cables").innerHTML = html;
        const scroll = element("cables").querySelector(".scroll");
        if (scroll) scroll.scrollLeft = left;
        for (const box of boxes()) box.value = toBox(footOf(box), prices.get(box.dataset.price ?? "") ?? "");
        arrange();
        const selector = price ? `[data-price="${price}"]` : sort ? `[data-sort="${sort}"]` : "";
        const held = selector ? /** @type {HTMLElement | null} */ (element("cables").querySelector(selector)) : null;
        held?.focus({ preventScroll: true });
        if (typed && held instanceof HTMLInputElement) held.setSelectionRange(typed.at, typed.at);
    };

    element("cables").addEventListener("click", (event) => {
        const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-sort]"));
        if (!button) return;
        downward = button.dataset.sort === key && !downward;
        key = button.dataset.sort ?? "";
        arrange();
    });
    element("cables").addEventListener("input", (event) => {
        const box = /** @type {HTMLInputElement} */ (event.target);
        if (!box.dataset.price) return;
        const others = [...prices].filter(([cable]) => cable !== box.dataset.price);
        const price = toLink(footOf(box), box.value.replace(",", ".").trim());
        prices = new Map(price ? [...others, [box.dataset.price, price]] : others);
        keep("localStorage", NAME, text());
        changed();
    });
    element("passing").addEventListener("change", arrange);
    element("use").addEventListener("change", arrange);
    share.addEventListener("change", shared);
    for (const box of boxes()) box.value = toBox(footOf(box), prices.get(box.dataset.price ?? "") ?? "");
    arrange();

    return { show, text, isShared: () => share.checked };
};
