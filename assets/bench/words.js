// What stands around the graphs: figures in words, verdict, schematic, links that carry the values away.

import { element, say } from "../common/page.js";

/** @import { Redraw } from "../wire" */

/**
 * Show the words of a redraw where those of another were.
 *
 * @param {Redraw} redraw
 * @param {Redraw} before
 */
export const showWords = (redraw, before) => {
    for (const [id, words] of Object.entries(redraw.texts)) say(id, words);
    element("verdict").dataset.grade = redraw.verdict;
    say("strip-word", redraw.texts["verdict-word"]);
    say("strip-number", redraw.texts["verdict-number"]);
    element("place").style.setProperty("--place", String(redraw.place));
    document.body.dataset.kind = redraw.kind;
    if (before.schematic !== redraw.schematic) element("schematic").innerHTML = redraw.schematic;
    if (before.query !== redraw.query) carry(redraw.query);
};

/** @param {string} query */
const carry = (query) => {
    /** @type {HTMLAnchorElement} */ (element("api-json")).href = `api/v1/response?${query}`;
    for (const page of ["advice", "listen"]) /** @type {HTMLAnchorElement} */ (element(page)).href = `${page}?${query}`;
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
