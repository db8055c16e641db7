// What stands around the graphs: figures in words, verdict, schematic, links that carry the values away.

import { element, say } from "../common/page.js";

/** @import { View } from "../wire" */

/**
 * Show the words of a view where those of another were.
 *
 * @param {View} view
 * @param {View} before
 */
export const showWords = (view, before) => {
    for (const [id, words] of Object.entries(view.texts)) say(id, words);
    element("verdict").dataset.grade = view.verdict;
    document.body.dataset.kind = view.kind;
    if (before.schematic !== view.schematic) element("schematic").innerHTML = view.schematic;
    if (before.query !== view.query) carry(view.query);
};

/** @param {string} query */
const carry = (query) => {
    /** @type {HTMLAnchorElement} */ (element("api-json")).href = `api/v1/response?${query}`;
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".export"))) {
        link.href = `${link.dataset.path}?${query}`;
    }
};

/**
 * Say what in a link could not be used; nothing closes the panel.
 *
 * @param {string} title
 * @param {string[]} lines
 */
export const showLeftOut = (title, lines) => {
    say("messages-title", lines.length ? title : "");
    const items = lines.map((line) => Object.assign(document.createElement("li"), { textContent: line }));
    element("messages-list").replaceChildren(...items);
    element("messages").classList.toggle("empty", lines.length === 0);
};
