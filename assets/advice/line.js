// The question on 70 and 100 V lines, live: its query goes out one request at a time (common/gate.js), and the answer comes
// back as HTML.  Nothing is computed here.

import { createAddress } from "../common/address.js";
import { copyLink } from "../common/clipboard.js";
import { createGate } from "../common/gate.js";
import { element, page, say } from "../common/page.js";
import { watchTheme } from "../common/theme.js";
import { leadBack } from "../common/way_back.js";
import { toBox, toLink } from "../bench/units.js";
import { watchNumber } from "./numbers.js";
import { createRefusals } from "./refusals.js";

/** @import { LineReply, LineTold } from "../wire" */

const SAME_STEP = 1000; // [ms] changes that follow within this are one step, for Back

/** @type {LineTold} */
const told = JSON.parse(element("told").textContent);
const language = new URLSearchParams(location.search).get("lang");
const boxes = /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ (
    [...element("question").querySelectorAll("[data-field]")]
);

const held = createRefusals(told.words, ({ box }) => boxes.find(({ dataset }) => dataset.field === box));
for (const box of boxes) held.hold(box);

/**
 * What a number's box is in, where that is not metric, as links are.
 *
 * @param {HTMLElement} box
 */
const feetOf = ({ dataset: { factor, low, high } }) => (
    factor ? { unit: "", factor: Number(factor), low: Number(low), high: Number(high) } : undefined
);

const wanted = () => {
    const query = new URLSearchParams(boxes.map((box) => [box.dataset.field ?? "", toLink(feetOf(box), box.value.trim())]));
    if (told.units !== "metric") query.set("units", told.units);
    if (language) query.set("lang", language);
    return query.toString();
};

let drawn = wanted(); // the query whose answer is on screen
let refused = ""; // a query that was refused
let query = told.query; // as the server writes what is on screen
let step = 0; // of the user's: Back takes back one
let changedAt = 0;

const settled = () => [drawn, refused].includes(wanted());

const gate = createGate({
    ask: (id) => {
        const asked = wanted();
        page.dataset.settled = "false";
        fetch(`advice/line?${asked}`)
            .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
            .then((reply) => answered(id, reply), gate.lost);
        return asked;
    },
    tell: (word) => say("connection", told.words[word] ?? ""),
});

const settle = () => {
    page.dataset.settled = String(!gate.busy() && settled());
};

/**
 * @param {number} id
 * @param {LineReply} reply
 */
const answered = (id, reply) => {
    const asked = gate.answered(id);
    if (!asked) return;
    const refusals = reply.refusals ?? [];
    if (!refusals.length) {
        const accepted = new URLSearchParams(asked);
        for (const box of boxes) held.hold(box, toBox(feetOf(box), accepted.get(box.dataset.field ?? "") ?? ""));
    }
    held.tell(refusals, () => false);
    if (refusals.length) {
        refused = asked;
    } else {
        drawn = asked;
        const open = element("answer").querySelector("details")?.open ?? false;
        element("answer").innerHTML = reply.html;
        element("answer").querySelector("details")?.toggleAttribute("open", open);
        query = reply.query;
        const other = /** @type {HTMLAnchorElement} */ (element("language"));
        other.href = `?${query}&lang=${other.lang}`;
        const units = /** @type {HTMLAnchorElement} */ (element("units"));
        const turned = new URLSearchParams(query);
        turned.set("units", units.dataset.units ?? "");
        units.href = `?${turned}${language ? `&lang=${language}` : ""}`;
        address.note(step);
    }
    if (!settled()) gate.send();
    settle();
};

const address = createAddress(() => query + (language ? `&lang=${language}` : ""));

for (const box of boxes) if (box instanceof HTMLInputElement) watchNumber(box);
element("question").addEventListener("input", () => {
    if (performance.now() - changedAt > SAME_STEP) step += 1;
    changedAt = performance.now();
    gate.send();
    settle();
});
watchTheme();
leadBack();
element("copy").addEventListener("click", () => {
    address.flush();
    copyLink(told.words);
});
addEventListener("pagehide", address.flush);
addEventListener("popstate", (event) => {
    address.gone(event);
    location.reload();
});
addEventListener("online", () => gate.retry());
settle();
