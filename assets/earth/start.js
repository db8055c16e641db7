// The earth page live: the form is the state; its query goes out one request at a time (common/gate.js), and the
// server's picture and answers come back as fragments.  Nothing is computed here.

import { createAddress } from "../common/address.js";
import { copyLink } from "../common/clipboard.js";
import { createGate } from "../common/gate.js";
import { element, page, say } from "../common/page.js";
import { watchTheme } from "../common/theme.js";
import { leadBack } from "../common/way_back.js";
import { all, parts, tell, watchForm, written } from "./form.js";
import { watchPicture } from "./picture.js";
import { queryOf } from "./query.js";
import { createTexts } from "./texts.js";

/** @import { EarthReply, EarthTold } from "../wire" */

/** @type {EarthTold} */
const told = JSON.parse(element("told").textContent);
const texts = createTexts(written());

const wanted = () => queryOf({ ...texts.wanted(written()), lang: page.lang });
let drawn = wanted(); // the query on screen, as the form gave it
let refused = ""; // a query that was refused

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
    page.dataset.settled = String(!gate.busy() && settled());
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

/** @param {EarthReply} reply */
const show = (reply) => {
    picture.show(reply.picture);
    element("plots").innerHTML = reply.plots;
    const scrolled = all(element("answers"), ".scroll").map((box) => box.scrollLeft);
    element("answers").innerHTML = reply.html;
    all(element("answers"), ".scroll").forEach((box, n) => (box.scrollLeft = scrolled[n] ?? 0));
    for (const link of /** @type {HTMLAnchorElement[]} */ (all(document, ".export"))) {
        link.href = `${link.dataset.path}?${reply.query}`;
    }
};

const changed = () => {
    gate.send();
    settle();
};

// ---- the address bar

const language = new URLSearchParams(location.search).get("lang");
let query = location.search.slice(1);
const address = createAddress(() => query);

/** @param {string} state the query of what is shown, which leaves the language open */
const note = (state) => {
    query = language ? `${state}&lang=${language}` : state;
    const other = /** @type {HTMLAnchorElement} */ (element("language"));
    other.href = `?${state}&lang=${other.lang}`;
    address.note();
};

// ---- the page

const picture = watchPicture(told, changed);
watchForm(told, {
    changed,
    added: texts.added,
    removed: (gone) => {
        picture.unpick();
        texts.removed(gone);
    },
});
watchTheme();
leadBack();
element("copy").addEventListener("click", () => {
    address.flush();
    copyLink(told.words);
});
addEventListener("pagehide", address.flush);
addEventListener("online", gate.retry);
page.dataset.settled = "true";
