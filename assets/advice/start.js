// The advice page live: the sentences are the question; its query goes out one request at a time (common/gate.js), and
// the server's answers come back as fragments.  The table of longest runs, which takes longer, follows when the hand
// rests.  Nothing is computed here.

import { createAddress } from "../common/address.js";
import { copyLink } from "../common/clipboard.js";
import { createGate } from "../common/gate.js";
import { element, page, say } from "../common/page.js";
import { watchTheme } from "../common/theme.js";
import { createTyping, watchUndo } from "../common/undo.js";
import { leadBack } from "../common/way_back.js";
import { toBox, toLink } from "../bench/units.js";
import { createTexts } from "../earth/texts.js";
import { watchCables } from "./cables.js";
import { watchNumber } from "./numbers.js";

/** @import { AdviceReply, AdviceTold, Feet } from "../wire" */

const TABLE_AFTER = 400; // [ms] of rest
const SPOKEN_AFTER = 800; // [ms] of rest
const SAME_STEP = 1000; // [ms] changes that follow within this are one step, for Back

/** @type {AdviceTold} */
const told = JSON.parse(element("told").textContent);
const first = Object.fromEntries(new URLSearchParams(told.query));

/**
 * @template {HTMLElement} T
 * @param {string} selector
 * @returns {T[]}
 */
const all = (selector) => /** @type {T[]} */ ([...element("question").querySelectorAll(selector)]);

/** @type {HTMLInputElement[]} */
const bounds = all("[data-bound]");
/** @type {HTMLInputElement[]} */
const marks = all("[data-limit]");
/** @type {(HTMLInputElement | HTMLSelectElement)[]} */
const fields = all("[data-field]");
const sought = /** @type {HTMLSelectElement} */ (element("sought"));

const language = new URLSearchParams(location.search).get("lang");

// ---- what is asked

/**
 * What a number's box is in, where that is not metric, as links are.
 *
 * @param {HTMLElement} box
 * @returns {Feet | undefined}
 */
const feetOf = ({ dataset: { factor, low, high } }) => (
    factor ? { unit: "", factor: Number(factor), low: Number(low), high: Number(high) } : undefined
);

/** @type {Map<string, string>} Key → text, of the fields that were changed; the one changed last comes last. */
const changes = new Map();
/** @type {Set<string>} Keys that no longer hold, because another was changed. */
const dropped = new Set();

/** Everything that is asked, by key of the link. @returns {Record<string, string>} */
const written = () => {
    const kept = Object.entries(first).filter(([key]) => !changes.has(key) && !dropped.has(key));
    const limits = bounds
        .filter((_, n) => marks[n].checked)
        .map((box) => `${box.dataset.bound}:${box.value.trim()}`)
        .join(",");
    const price = cables.text();
    return {
        ...Object.fromEntries(kept),
        ...Object.fromEntries(changes),
        solve: sought.value,
        limits,
        ...(price ? { price } : {}),
        ...(language ? { lang: language } : {}),
    };
};

const cables = watchCables({
    linked: told.price,
    changed: () => changed(),
    shared: () => note(),
});
const texts = createTexts(written());
const wanted = () => new URLSearchParams(texts.wanted(written())).toString();

let drawn = wanted(); // the query whose answer is on screen
let refused = ""; // a query that was refused
let tabled = ""; // the query whose table is
let query = told.query; // the shortest that asks for what is on screen
let step = 0; // of the user's: Back takes back one
let changedAt = 0;

// ---- there and back

const gate = createGate({
    ask: (id) => {
        const [asked, pairs] = [wanted(), written()];
        page.dataset.settled = "false";
        fetch(`advice/answers?${asked}`)
            .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
            .then((reply) => answered(id, reply), gate.lost);
        return { query: asked, pairs };
    },
    tell: (word) => say("connection", told.words[word] ?? ""),
});

/** @type {ReturnType<typeof setTimeout> | undefined} */
let rest;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;
const tables = createGate({
    ask: (id) => {
        const asked = drawn;
        fetch(`advice/table?${asked}`)
            .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)))
            .then((html) => tableCame(id, html), tables.lost);
        return asked;
    },
    tell: (word) => say("connection", told.words[word] ?? ""),
});

const settled = () => [drawn, refused].includes(wanted());

const settle = () => {
    page.dataset.settled = String(!gate.busy() && settled() && !tables.busy() && tabled === drawn);
};

/** Ask for the table when nothing moves any more. */
const later = () => {
    clearTimeout(rest);
    if (tabled !== drawn) rest = setTimeout(tables.send, TABLE_AFTER);
};

/**
 * @param {number} id
 * @param {string} html
 */
const tableCame = (id, html) => {
    const asked = tables.answered(id);
    if (asked === null) return;
    tabled = asked;
    element("table").innerHTML = html;
    element("table").classList.remove("stale");
    later();
    settle();
};

/**
 * @param {number} id
 * @param {AdviceReply} reply
 */
const answered = (id, reply) => {
    const asked = gate.answered(id);
    if (!asked) return;
    if (reply.refusals?.some(({ key }) => key === "solve")) {
        sought.value = "len"; // which always matters; what was sought does not for this cable
    } else if (reply.refusals) {
        refused = asked.query;
        for (const refusal of reply.refusals) texts.refuse(asked.pairs, refusal);
        say("problem", reply.refusals.map(({ message }) => message).join(" "));
        for (const box of fields) mark(box, box.dataset.field ?? "", reply.refusals);
        for (const box of bounds) mark(box, "limits", reply.refusals);
        cables.mark(reply.refusals.find(({ key }) => key === "price")?.beside[0] ?? "");
    } else {
        drawn = asked.query;
        texts.accept(asked.pairs);
        show(reply);
    }
    if (!settled()) gate.send();
    else later();
    settle();
};

/**
 * @param {HTMLElement} box
 * @param {string} key
 * @param {{ key: string }[]} refusals
 */
const mark = (box, key, refusals) => box.setAttribute("aria-invalid", String(refusals.some((one) => one.key === key)));

/** Have the answer spoken once the hand rests, not at each step of a drag. */
const speak = () => {
    clearTimeout(pause);
    pause = setTimeout(() => say("said", element("answer").querySelector(".large")?.textContent ?? ""), SPOKEN_AFTER);
};

/** @param {AdviceReply} reply */
const show = (reply) => {
    element("answer").innerHTML = reply.answer;
    element("why").innerHTML = reply.why;
    cables.show(reply.cables);
    element("table").classList.add("stale");
    if (![...changes.keys(), "limits", "price"].some(texts.refused)) {
        say("problem", "");
        for (const box of [...fields, ...bounds]) box.setAttribute("aria-invalid", "false");
        cables.mark("");
    }
    for (const box of fields) {
        const text = reply.fields[box.dataset.field ?? ""];
        if (box !== document.activeElement && text !== undefined && !texts.refused(box.dataset.field ?? "")) {
            box.value = toBox(feetOf(box), text);
        }
    }
    arrange(reply.unused);
    query = reply.query;
    speak();
    note();
};

/**
 * Show the sentences that matter, and leave out what is sought.
 *
 * @param {string[]} unused
 */
const arrange = (unused) => {
    for (const sentence of all(".sentence")) {
        const keys = (sentence.dataset.keys ?? "").split(" ").filter(Boolean);
        sentence.hidden = keys.some((key) => unused.includes(key)) || keys.every((key) => key === sought.value);
    }
    for (const option of sought.options) {
        option.hidden = option.disabled = unused.includes(`solve-${option.value}`);
    }
};

const changed = () => {
    clearTimeout(rest);
    if (performance.now() - changedAt > SAME_STEP) step += 1;
    changedAt = performance.now();
    gate.send();
    settle();
};

// ---- the address bar

const address = createAddress(() => {
    const price = cables.isShared() && cables.text() ? `&price=${cables.text()}` : "";
    return query + price + (language ? `&lang=${language}` : "");
});

const note = () => {
    const other = /** @type {HTMLAnchorElement} */ (element("language"));
    other.href = `?${query}&lang=${other.lang}`;
    const units = /** @type {HTMLAnchorElement} */ (element("units"));
    const turned = new URLSearchParams(query);
    turned.set("units", units.dataset.units ?? "");
    units.href = `?${turned}${language ? `&lang=${language}` : ""}`;
    address.note(step);
};

// ---- the page

[.../** @type {HTMLInputElement[]} */ (fields), ...bounds].filter((box) => "low" in box.dataset).forEach(watchNumber);
element("question").addEventListener("input", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    const key = box.dataset.field;
    if (key) {
        changes.delete(key);
        changes.set(key, toLink(feetOf(box), box.value.trim()));
        for (const other of told.drops[key] ?? []) {
            changes.delete(other);
            dropped.add(other);
        }
        dropped.delete(key);
    }
    const bound = box.dataset.bound;
    if (bound) for (const limit of marks) if (limit.dataset.limit === bound) limit.checked = true;
    changed();
});
arrange(told.unused);
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
watchUndo(address.go, createTyping());
addEventListener("online", () => {
    gate.retry();
    tables.retry();
});
if (cables.text() && !told.price) gate.send(); // prices of an earlier visit
else tables.send();
settle();
