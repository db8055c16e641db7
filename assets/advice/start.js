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
import { createRefusals } from "./refusals.js";

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
/** @type {HTMLButtonElement[]} Each sets what a link has brought along back to what is usual. */
const backs = all("[data-back]");
/** @param {HTMLElement} button */
const boxOfBack = ({ dataset }) => fields.find((box) => box.dataset.field === dataset.back);
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
const refusals = createRefusals(told.words, ({ box, beside = [] }) => (
    fields.find(({ dataset }) => dataset.field === box) ?? bounds.find(({ dataset }) => dataset.bound === box)
    ?? /** @type {HTMLInputElement | null} */ (element("cables").querySelector(`[data-price="${beside[0] ?? ""}"]`))
));
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
        refusals.tell(reply.refusals, texts.refused);
    } else {
        drawn = asked.query;
        texts.accept(asked.pairs);
        show(reply);
    }
    if (!settled()) gate.send();
    else later();
    settle();
};

/** The answer on screen is for the limits in their boxes. */
const holdLimits = () => {
    if (texts.refused("limits")) return;
    bounds.forEach((box, n) => (marks[n].checked ? refusals.hold(box) : refusals.drop(box)));
};

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
    say("rest", reply.rest);
    for (const box of fields) {
        const text = reply.fields[box.dataset.field ?? ""];
        if (text === undefined) continue;
        refusals.hold(box, toBox(feetOf(box), text));
        if (box !== document.activeElement && !texts.refused(box.dataset.field ?? "")) box.value = toBox(feetOf(box), text);
    }
    holdLimits();
    refusals.tell([], texts.refused);
    arrange(reply.unused);
    query = reply.query;
    /** @type {HTMLAnchorElement} */ (element("units")).href = `?${reply.turned}${language ? `&lang=${language}` : ""}`;
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
    for (const button of backs) button.hidden = boxOfBack(button)?.value === button.dataset.to;
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
for (const button of backs) {
    button.addEventListener("click", () => {
        const box = boxOfBack(button);
        if (!box) return;
        box.value = button.dataset.to ?? "";
        box.dispatchEvent(new Event("input", { bubbles: true }));
    });
}
for (const box of fields) refusals.hold(box);
holdLimits();
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
