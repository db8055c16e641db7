// The earth page live: the form is the state; its query goes out one request at a time (common/gate.js), and the
// server's picture and answers come back as fragments.  Nothing is computed here.

import { createAddress } from "../common/address.js";
import { copyLink } from "../common/clipboard.js";
import { createGate } from "../common/gate.js";
import { element, page, say } from "../common/page.js";
import { patiently } from "../common/patience.js";
import { watchTheme } from "../common/theme.js";
import { createTyping, watchUndo } from "../common/undo.js";
import { leadBack } from "../common/way_back.js";
import { all, box, devices, followBoxes, linksBox, parts, tell, value, watchForm, written } from "./form.js";
import { watchPicture } from "./picture.js";
import { queryOf } from "./query.js";
import { watchReadings } from "./readings.js";
import { createTexts } from "./texts.js";

/** @import { EarthFit, EarthReply, EarthTold } from "../wire" */

const SPOKEN_AFTER = 800; // [ms] of rest
const SAME_STEP = 1000; // [ms] changes that follow within this are one step, for Back

/** @type {EarthTold} */
const told = JSON.parse(element("told").textContent);
const texts = createTexts(written());

const wanted = () => queryOf({ ...texts.wanted(written()), lang: page.lang });
let drawn = wanted(); // the query on screen, as the form gave it
let refused = ""; // a query that was refused
let searching = ""; // a query for whose readings capacitances are sought

// ---- there and back

const gate = createGate({
    ask: (id) => {
        page.dataset.settled = "false";
        const [query, pairs] = [wanted(), written()];
        fetch(`earth/answers?${query}`)
            .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
            .then((reply) => answered(id, reply), gate.lost);
        return { query, pairs };
    },
    tell: (word) => say("connection", told.words[word] ?? ""),
});

const settled = () => [drawn, refused].includes(wanted());

const settle = () => {
    page.dataset.settled = String(!gate.busy() && !searching && settled());
};

/**
 * @param {number} id
 * @param {EarthReply} reply
 */
const answered = (id, reply) => {
    const asked = gate.answered(id);
    if (!asked) return;
    if (reply.refusals) {
        refused = asked.query;
        const part = new Map(parts());
        for (const refusal of reply.refusals) {
            texts.refuse(asked.pairs, refusal);
            const place = part.get(refusal.key);
            if (place) tell(place, refusal.message, refusal.box);
        }
    } else {
        drawn = asked.query;
        texts.accept(asked.pairs);
        for (const [key, part] of parts()) if (!texts.refused(key)) tell(part, "", "");
        show(reply);
        note(reply.query);
    }
    if (!settled()) gate.send();
    settle();
};

/** @type {ReturnType<typeof setTimeout> | undefined} */
let rest;

/** Have the verdict spoken once the hand rests, not at each step of a slider.  @param {string} words */
const speak = (words) => {
    clearTimeout(rest);
    rest = setTimeout(() => say("said", words), SPOKEN_AFTER);
};

/** @param {EarthReply} reply */
const show = (reply) => {
    element("verdict").innerHTML = reply.verdict;
    speak(reply.said);
    picture.show(reply.picture);
    element("plots").innerHTML = reply.plots;
    const scrolled = all(element("answers"), ".scroll").map((one) => one.scrollLeft);
    element("answers").innerHTML = reply.html;
    all(element("answers"), ".scroll").forEach((one, n) => (one.scrollLeft = scrolled[n] ?? 0));
    for (const link of /** @type {HTMLAnchorElement[]} */ (all(document, ".export"))) {
        link.href = `${link.dataset.path}?${reply.query}`;
    }
};

const send = () => {
    if (performance.now() - changedAt > SAME_STEP) step += 1;
    changedAt = performance.now();
    gate.send();
    settle();
};

const changed = () => {
    element("fit").replaceChildren(); // it was about other values
    readings.nameDevices();
    send();
};

// ---- from readings to capacitances

const asWritten = () => queryOf({ ...written(), lang: page.lang });

/** @param {EarthFit} reply */
const found = (reply) => {
    const part = /** @type {HTMLElement} */ (document.querySelector('[data-key="read"]'));
    const refusal = reply.refusals?.find(({ key }) => key === "read") ?? reply.refusals?.[0];
    tell(part, refusal?.message ?? "", "");
    element("fit").innerHTML = reply.html ?? "";
    if (refusal) return;
    devices().forEach((device, n) => {
        for (const [name, text] of Object.entries(reply.rows[n])) box(device, name).value = text;
        followBoxes(device);
    });
    send();
};

const find = () => {
    const asked = asWritten();
    searching = asked;
    settle();
    say("fit", told.words.finding);
    patiently(() => fetch(`earth/fit?${asked}`))
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
        .then(
            (reply) => asked === asWritten() && found(reply), // else it is about other values
            () => say("fit", told.words.unfound),
        )
        .finally(() => {
            if (searching === asked) searching = "";
            settle();
        });
};

// ---- the address bar

const language = new URLSearchParams(location.search).get("lang");
let query = location.search.slice(1);
let step = 0; // of the user's: Back takes back one
let changedAt = 0;
const address = createAddress(() => query);

/** @param {string} state the query of what is shown, which leaves the language open */
const note = (state) => {
    query = language ? `${state}&lang=${language}` : state;
    const other = /** @type {HTMLAnchorElement} */ (element("language"));
    other.href = `?${state}&lang=${other.lang}`;
    address.note(step);
};

// ---- the page

const readings = watchReadings({
    names: () => devices().map((device) => value(device, "name")),
    changed: (text) => {
        linksBox("read").value = text;
        changed();
    },
});
element("find").addEventListener("click", find);
const picture = watchPicture(told, changed);
watchForm(told, {
    changed,
    added: texts.added,
    removed: (gone) => {
        picture.unpick();
        texts.removed(gone);
        readings.withoutDevice(gone);
    },
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
watchUndo(address.go, createTyping());
addEventListener("online", gate.retry);
speak(told.said);
page.dataset.settled = "true";
