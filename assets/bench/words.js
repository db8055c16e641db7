// What stands around the graphs: figures in words, verdict, schematic, links that carry the values away.

import { element, page, say } from "../common/page.js";

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
    for (const other of ["advice", "listen"]) /** @type {HTMLAnchorElement} */ (element(other)).href = `${other}?${query}`;
    // Pictures and files have words: those of the page, whose language may be the browser's; the API's own is English.
    const taken = new URLSearchParams(query);
    if (page.lang !== "en") taken.set("lang", page.lang);
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".export"))) {
        link.href = `${link.dataset.path}?${taken}`;
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
