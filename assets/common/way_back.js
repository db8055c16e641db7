// The way back to the bench: as it was left in this tab, rather than a fresh one.

import { page } from "./page.js";
import { keep, kept } from "./storage.js";

const NAME = "cablescope-bench";

/**
 * Keep the bench's query for the other pages.
 *
 * @param {string} query
 */
export const leaveBench = (query) => keep("sessionStorage", NAME, query);

/**
 * A query in the language that the visitor now reads; one that leaves the language to the browser still does.
 *
 * @param {string} query
 * @param {string} language
 */
export const inLanguage = (query, language) => {
    const pairs = new URLSearchParams(query);
    if (pairs.has("lang")) pairs.set("lang", language);
    return pairs.toString();
};

/** Lead the page's links to the bench to where it was left. */
export const leadBack = () => {
    const query = inLanguage(kept("sessionStorage", NAME), page.lang);
    if (!query) return;
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".bench-link"))) {
        link.href = `./?${query}`;
    }
};
