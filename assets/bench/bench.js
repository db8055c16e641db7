// The bench: wanted values go out one request at a time, pictures come back.
//
// All numbers are computed, worded and judged by the server; here its parts are joined: the state (state.js), the gate
// (common/gate.js), the controls, the sweeps that carry a drag, and what shows a redraw.

import { createAddress } from "../common/address.js";
import { copyLink } from "../common/clipboard.js";
import { createGate } from "../common/gate.js";
import { element, headed, page, say } from "../common/page.js";
import { watchTheme } from "../common/theme.js";
import { watchUndo } from "../common/undo.js";
import { leaveBench } from "../common/way_back.js";
import { createControls } from "./controls.js";
import { watchCopies } from "./copies.js";
import { createFiles } from "./files.js";
import { createGraphs } from "./graphs.js";
import { createMatters } from "./matters.js";
import { drawOtherGraphs, writeOtherGraphs } from "./other_graphs.js";
import { fitToPaper } from "./paper.js";
import { createPickup } from "./pickup.js";
import { createPins } from "./pins.js";
import { positionOf } from "./positions.js";
import { createSaved } from "./saved.js";
import { watchReference } from "./reference.js";
import { light, watchSchematic } from "./schematic.js";
import { createSection } from "./section.js";
import { State, wholly } from "./state.js";
import { createSweeps } from "./sweeps.js";
import { showLeftOut, showWords } from "./words.js";

/** @import { Inputs, Reply, Sweep, Told, Values } from "../wire" */

const WORDS_EVERY = 600; // [ms] while a sweep carries the curves
const SAME_STEP = 1000; // [ms] changes of one control that follow within this are one step, for Undo

/**
 * Bring the page to life, on which the first redraw is already drawn.
 *
 * @param {Told} told
 * @param {Inputs} later The inputs of what does not matter yet.
 */
export const createBench = (told, later) => {
    const state = new State(told);
    /** What could not be used of the file that is being opened. @type {string[]} */
    let unused = [];
    let unfitted = ""; // the code of a response just read, whose level is yet to be looked at
    let hand = ""; // the key of the slider that a hand is on
    let swept = false; // the curves on screen are those of a sweep, not of the redraw
    let troubled = false; // it is told that what is shown is the last valid result
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let wordsTimer;
    let step = 0;
    let [stepOf, stepAt] = ["", 0];

    // ---- out

    const gate = createGate({
        ask: (id) => {
            page.dataset.settled = "false";
            const query = new URLSearchParams(state.wanted).toString();
            const data = { id, query, language: page.lang, lenient: state.lenient, resting: !hand };
            window.dash_clientside.set_props("request", { data });
            return state.wanted;
        },
        tell: (word) => {
            say("connection", told.words[word] ?? "");
            troubled = word === "lost" || word === "busy";
            if (troubled && !hand) drawValid();
        },
    });

    const sweeps = createSweeps({
        ask: (id, key) => {
            const query = new URLSearchParams(state.drawn.given).toString();
            window.dash_clientside.set_props("sweep-request", { data: { id, query, key, language: page.lang } });
        },
        around: (key) => state.around(key, state.drawn.given),
    });

    // What takes the server longer waits until the hand rests.
    const lacking = () => !hand && !state.drawn.whole;

    // Words and figures come from the server: at once, or now and then while a sweep carries the curves under a hand.
    const send = () => {
        if (swept && hand) wordsTimer ??= setTimeout(sendNow, WORDS_EVERY);
        else sendNow();
    };

    const sendNow = () => {
        clearTimeout(wordsTimer);
        wordsTimer = undefined;
        if (!state.settled || lacking()) gate.send();
    };

    // The lines follow the hand in the same breath as the box: browsers tell of a move once a frame.
    const follow = () => {
        const at = hand && sweeps.at(hand, state.around(hand), positionOf(told.numbers[hand], state.wanted[hand]));
        swept = Boolean(at);
        if (!at) return;
        if (state.drawn.view === "response") graphs.write(at);
        else writeOtherGraphs(told, state.drawn, at);
    };

    /** @param {string} key */
    const begin = (key) => {
        const now = performance.now();
        if (!key || key !== stepOf || (!hand && now - stepAt > SAME_STEP)) step += 1;
        [stepOf, stepAt] = [key, now];
    };

    /**
     * @param {string} key
     * @param {string} text
     * @param {Values} [beside]
     */
    const change = (key, text, beside) => {
        begin(key);
        state.change(key, text, beside);
        follow();
        page.dataset.settled = "false";
        send();
        settle();
    };

    /** @param {string} key */
    const toPreset = (key) => {
        begin("");
        controls.mark(key, "");
        state.reset(key);
        send();
    };

    /** @param {Values} values @param {string[]} [leftOut] */
    const open = (values, leftOut = []) => {
        unused = leftOut;
        controls.reset();
        state.open(values);
        gate.send();
    };

    /**
     * A saved state, in the language of the page that it is opened on.
     *
     * @param {string} query
     * @param {string[]} leftOut
     */
    const openSaved = (query, leftOut) => {
        begin("");
        const values = new URLSearchParams(query);
        values.delete("lang");
        if (state.wanted.lang) values.set("lang", state.wanted.lang);
        open(Object.fromEntries(values), leftOut);
    };

    /**
     * An option: of a quantity, of a preset, or of an insulation or a pickup, which bring their values.
     *
     * @param {string} key
     * @param {string} value
     */
    const chosen = (key, value) => {
        if (key === "preset") {
            // It is that of a link; only what is pinned, and the visitor's language, units and own measurement stay.
            begin("");
            open({ preset: value, ...state.measurement, ...state.pins, ...state.reader });
        } else if (key === "insulation") {
            Object.entries(told.insulations[value] ?? {}).forEach(([other, text]) => change(other, text));
            controls.release(key);
        } else if (key === "pickup") {
            if (value) fillPickup(told.pickups[value]);
            else controls.show(state.drawn);
        } else {
            controls.mark(key, "");
            if (key === "jshow" || key === "view") section.stop();
            // The current opens where there is something to see, unless the visitor has set its frequency.
            const own = new URLSearchParams(state.drawn.query).has("fj");
            change(key, value, value === "field" && !own ? { fj: state.drawn.telling } : {});
        }
    };

    /** The values of a pickup, as one step. @param {Values} values */
    const fillPickup = ({ lp, ...rest }) => {
        begin("");
        ["lp", ...Object.keys(rest)].forEach((key) => controls.mark(key, ""));
        change("lp", lp, rest);
    };

    /**
     * @param {string} key
     * @param {string} code
     */
    const putFile = (key, code) => {
        if (key === "frd") {
            unfitted = code;
            change(key, code, { shift: "0" }); // a level set for one file means nothing to another
        } else {
            change(key, code, code ? { zl: "file" } : {});
        }
    };

    /** Move the visitor's measurement to the level that fits. */
    const fit = () => state.drawn.measured && change("shift", String(state.drawn.measured.fit));

    // A response of another level, as of a sound pressure, would lie far off: fitted at once, and told beside the graph.
    const fitNew = () => {
        if (!unfitted || state.drawn.given.frd !== unfitted) return;
        unfitted = "";
        if (state.drawn.measured?.far) fit();
    };

    // ---- back

    const settle = () => {
        const rests = !gate.busy() && !controls.busy() && !pins.busy() && !swept;
        const settled = rests && state.settled && state.drawn.whole;
        page.dataset.settled = String(settled);
        // A screen reader is told once, when the hand rests.
        if (settled && !hand) say("verdict-said", headed(state.drawn.texts["verdict-word"], state.drawn.texts.verdict));
    };

    const showSection = () => {
        if (state.drawn.view === "field") section.draw(state.drawn);
    };

    /** Draw the curves of the redraw in place of those of another, or of a sweep. */
    const drawCurves = () => {
        const { drawn } = state;
        swept = false;
        document.body.toggleAttribute("data-shared", Number(drawn.shown.rcommon) > 0);
        if (document.body.dataset.view !== drawn.view) {
            document.body.dataset.view = drawn.view;
            if (drawn.view === "response") graphs.resize();
        }
        drawOtherGraphs(told, drawn);
        matters.draw(drawn);
        showSection();
        if (drawn.view === "response") graphs.draw(drawn);
    };

    /** The curves of a sweep have no words of their own: those of the redraw take their place. */
    const drawValid = () => {
        if (swept) drawCurves();
    };

    /** @param {Reply} reply */
    const replied = ({ id, redraw, refusals = [], left_out: leftOut }) => {
        const asked = gate.answered(id);
        if (!asked) return;
        if (redraw) {
            const before = state.drawn;
            redraw.shown = wholly(redraw, before);
            const { forgiven, more: changed } = state.accept(asked, redraw);
            const more = changed || lacking();
            if (more) send(); // first, so that the server works while we draw
            forgiven.forEach((key) => controls.mark(key, ""));
            files.tell(redraw, Boolean(leftOut));
            if (!swept || !more) drawCurves();
            showWords(redraw, before);
            pins.show(redraw);
            light(hand);
            fitNew();
            if (!gate.busy() && !more) controls.show(redraw);
            if (leftOut) {
                showLeftOut(told.words[unused.length ? "left_out_file" : "left_out"], [...unused, ...leftOut]);
                unused = [];
            }
            address.note(step);
        } else {
            const { standing, more } = state.refuse(asked, refusals);
            for (const { key, message } of standing) controls.mark(key, whyRefused(key, message));
            if (more) send();
            else drawValid();
        }
        settle();
    };

    /**
     * @param {string} key
     * @param {string} message
     */
    const whyRefused = (key, message) => {
        if (!told.numbers[key]) return message;
        const value = controls.measured(key, state.drawn.shown[key]);
        return told.words.kept_at.replace("{why}", message).replace("{value}", value);
    };

    /** @param {Sweep} sweep */
    const sweepCame = (sweep) => {
        sweeps.answered(sweep);
        if (hand) follow();
    };

    // ---- the page

    const address = createAddress(() => state.drawn.query, ({ back, forward }) => {
        const undo = /** @type {HTMLButtonElement} */ (element("undo"));
        const redo = /** @type {HTMLButtonElement} */ (element("redo"));
        // One that can no longer be pressed hands the keys on to the other, which then can.
        const held = document.activeElement;
        undo.disabled = !back;
        redo.disabled = !forward;
        if (held === undo && !back) redo.focus();
        if (held === redo && !forward) undo.focus();
    });
    const controls = createControls(told, later, {
        changed: change,
        chosen,
        toPreset,
        settle,
        near: sweeps.near,
        grasped: (key) => {
            begin("");
            hand = key;
            stepOf = key;
            sweeps.taken(key);
            light(key);
        },
        released: () => {
            hand = "";
            light("");
            sendNow();
            if (troubled || state.settled) drawValid();
            settle();
        },
        limits: (key) => sweeps.limits(key, state.around(key)),
    });
    const graphs = createGraphs(told);
    const section = createSection(told, change);
    const pins = createPins(told, {
        changed: (key, query) => {
            begin("");
            change(key, query);
        },
        unpinned: toPreset,
        opened: (key, beside) => {
            begin("");
            open({ ...state.pinned(key), ...beside });
        },
        settle,
    });
    const saved = createSaved(told, () => state.drawn.query, openSaved);
    const pickup = createPickup(told, () => state.drawn.shown, fillPickup);
    const files = createFiles(told, putFile, saved.read, pickup.read);
    const matters = createMatters(told.words, (text) => change("tols", text));

    const listen = () => {
        element("reset").addEventListener("click", () => {
            begin("");
            open({ preset: state.drawn.preset, ...state.pins, ...state.reader });
        });
        element("undo").addEventListener("click", () => address.go(-1));
        element("redo").addEventListener("click", () => address.go(1));
        watchUndo(address.go, () => controls.busy() || pins.busy());
        element("fit").addEventListener("click", fit);
        // A button that goes once it is pressed hands the keys on, so that they do not start at the top of the page again.
        /** @param {string} place */
        const handOn = (place) => {
            /** @type {HTMLElement | null} */ (document.querySelector(place))?.focus({ preventScroll: true });
        };
        element("telling").addEventListener("click", () => {
            change("fj", state.drawn.telling);
            handOn("#view :checked");
        });
        element("alike").addEventListener("click", () => {
            Object.entries(state.drawn.alike).forEach(([key, text]) => change(key, text));
            handOn("#view :checked");
        });
        element("copy").addEventListener("click", () => {
            address.flush();
            copyLink(told.words);
        });
        watchCopies(told, () => {
            address.flush();
            return state.drawn.query;
        });
        element("language").addEventListener("click", (event) => {
            event.preventDefault();
            const query = new URLSearchParams(state.drawn.query);
            query.set("lang", element("language").lang);
            location.assign(`${location.pathname}?${query}`);
        });
        element("messages-close").addEventListener("click", () => {
            showLeftOut("", []);
            handOn("#curves");
        });
        watchTheme(showSection);
        addEventListener("beforeprint", fitToPaper);
        addEventListener("cablescope-lost", (event) => {
            const { output, failure } = /** @type {CustomEvent} */ (event).detail;
            if (output === "sweep.data") sweeps.lost(failure);
            else gate.lost(failure);
        });
        addEventListener("online", gate.retry);
        addEventListener("popstate", (event) => {
            address.gone(event);
            open(Object.fromEntries(new URLSearchParams(location.search)));
        });
        addEventListener("pagehide", () => {
            address.flush();
            leaveBench(state.drawn.query);
        });
    };

    for (const id of told.texts) {
        say(id, state.drawn.texts[id] ?? "");
    }
    drawOtherGraphs(told, state.drawn);
    matters.draw(state.drawn);
    showSection();
    listen();
    watchSchematic();
    watchReference(told.words);
    if (lacking()) sendNow();
    settle();

    return { replied, swept: sweepCame };
};
