// “Copy as”: what to paste where others write, worded by the server when the menu is opened.

import { copyLink, copyText, saySoon } from "../common/clipboard.js";
import { element, page } from "../common/page.js";

/** @import { Copies, Told } from "../wire" */

/**
 * Follow the menu.
 *
 * @param {Told} told
 * @param {() => string} query That of what is drawn, with which the address is brought up to date.
 */
export const watchCopies = (told, query) => {
    const menu = /** @type {HTMLDetailsElement} */ (element("copy-as"));
    const summary = /** @type {HTMLElement} */ (menu.querySelector("summary"));
    /** What was asked for, and its answer. @type {{ query: string, copies: Promise<Copies> } | null} */
    let asked = null;

    const ask = () => {
        const now = new URLSearchParams(query());
        now.set("lang", page.lang);
        if (asked?.query !== now.toString()) {
            const answer = fetch(`api/v1/share?${now}`).then((one) => (one.ok ? one.json() : Promise.reject(new Error())));
            answer.catch(() => (asked = null));
            asked = { query: now.toString(), copies: answer };
        }
        return asked.copies;
    };

    /** @param {HTMLButtonElement} button */
    const copy = async ({ dataset: { format = "" }, textContent: name }) => {
        query();
        if (format === "link") return copyLink(told.words);
        try {
            const copies = await ask();
            const text = copies[/** @type {keyof Copies} */ (format)] ?? "";
            return await copyText(text, told.words.copied_as.replace("{format}", name), told.words.copy_refused);
        } catch {
            return saySoon(told.words.copy_lost);
        }
    };

    const close = () => {
        menu.open = false;
    };

    // Asked for at once, so that it is there when a format is chosen: browsers let a page copy only in answer to a press.
    menu.addEventListener("toggle", () => menu.open && ask().catch(() => {}));
    menu.addEventListener("click", ({ target }) => {
        const button = target instanceof Element && target.closest("button");
        if (!button) return;
        summary.focus();
        close();
        void copy(button);
    });
    menu.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !menu.open) return;
        summary.focus();
        close();
    });
    addEventListener("pointerdown", ({ target }) => !(target instanceof Node && menu.contains(target)) && close());
    menu.addEventListener("focusout", ({ relatedTarget }) => {
        if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) close();
    });
};
