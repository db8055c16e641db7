// The bench: wanted values go out one request at a time, pictures come back.
//
// All numbers are computed, worded and judged by the server; here its parts are joined: the state (state.js), the gate
// (common/gate.js), the controls, and what shows a redraw.

import { createAddress } from "../common/address.js";
import { copyLink } from "../common/clipboard.js";
import { createGate } from "../common/gate.js";
import { element, page, say } from "../common/page.js";
import { watchTheme } from "../common/theme.js";
import { leaveBench } from "../common/way_back.js";
import { createControls } from "./controls.js";
import { savePng } from "./exports.js";
import { createFiles } from "./files.js";
import { createGraphs } from "./graphs.js";
import { drawOtherGraphs } from "./other_graphs.js";
import { drawSection } from "./section.js";
import { State } from "./state.js";
import { showLeftOut, showWords } from "./words.js";

/** @import { Redraw, Reply, Told, Values } from "../wire" */

const THEME_SHOWN = 50; // [ms] until the colours of the other theme stand

/**
 * Bring the page to life, on which the first redraw is already drawn.
 *
 * @param {Told} told
 */
export const createBench = (told) => {
    const state = new State(told);
    let isNew = false; // the next picture is a new entry of the history
    let unfitted = ""; // the code of a response just read, whose level is yet to be looked at

    // ---- out

    const gate = createGate({
        ask: (id) => {
            page.dataset.settled = "false";
            const query = new URLSearchParams(state.wanted).toString();
            const data = { id, query, language: page.lang, lenient: state.lenient };
            window.dash_clientside.set_props("request", { data });
            return state.wanted;
        },
        tell: (word) => say("connection", told.words[word] ?? ""),
    });

    /**
     * @param {string} key
     * @param {string} text
     * @param {Values} [beside]
     */
    const change = (key, text, beside) => {
        state.change(key, text, beside);
        controls.mark(key, "");
        gate.send();
    };

    /**
     * @param {Values} values
     * @param {boolean} asNew whether the picture is a new entry of the history
     */
    const open = (values, asNew) => {
        controls.reset();
        state.open(values);
        isNew = asNew;
        gate.send();
    };

    /**
     * A choice that is no quantity: of a preset, or of an insulation, which brings its values.
     *
     * @param {string} key
     * @param {string} value
     */
    const chosen = (key, value) => {
        if (key === "preset") {
            // It is that of a link; only the visitor's language and own measurement stay.
            open({ preset: value, ...state.measurement, ...state.language }, true);
        } else if (key === "insulation") {
            Object.entries(told.insulations[value]).forEach(([other, text]) => change(other, text));
            controls.release(key);
        } else {
            change(key, value);
        }
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
        page.dataset.settled = String(!gate.busy() && !graphs.busy() && !controls.busy() && state.settled);
    };

    const showSection = () => {
        if (state.drawn.view === "field") drawSection(element("section"), state.drawn, told.words);
    };

    /**
     * @param {Redraw} redraw
     * @param {Redraw} before
     */
    const draw = (redraw, before) => {
        if (document.body.dataset.view !== redraw.view) {
            document.body.dataset.view = redraw.view;
            if (redraw.view === "response") graphs.resize();
        }
        drawOtherGraphs(told, redraw);
        showSection();
        if (redraw.view === "response") graphs.draw(redraw);
        showWords(redraw, before);
        controls.arrange(redraw);
    };

    /** @param {Reply} reply */
    const replied = ({ id, redraw, refusals = [], left_out: leftOut }) => {
        const asked = gate.answered(id);
        if (!asked) return;
        if (redraw) {
            const before = state.drawn;
            const { forgiven, more } = state.accept(asked, redraw);
            if (more) gate.send(); // first, so that the server works while we draw
            forgiven.forEach((key) => controls.mark(key, ""));
            files.tell(redraw, Boolean(leftOut));
            draw(redraw, before);
            fitNew();
            if (!gate.busy()) controls.show(redraw);
            if (leftOut) showLeftOut(told.words.left_out, leftOut);
            if (isNew) address.write(true);
            else address.note();
            isNew = false;
        } else {
            const { standing, more } = state.refuse(asked, refusals);
            standing.forEach(({ key, message }) => controls.mark(key, message));
            if (more) gate.send();
        }
        settle();
    };

    // ---- the page

    const address = createAddress(() => state.drawn.query);
    const controls = createControls(told, { changed: change, chosen, settle });
    const graphs = createGraphs(told, settle);
    const files = createFiles(told, putFile);

    const listen = () => {
        element("reset").addEventListener("click", () => open({ preset: state.drawn.preset, ...state.language }, true));
        element("fit").addEventListener("click", fit);
        element("png").addEventListener("click", () => savePng(state.drawn.query));
        element("copy").addEventListener("click", () => {
            address.write();
            copyLink(told.words);
        });
        element("language").addEventListener("click", (event) => {
            event.preventDefault();
            const query = new URLSearchParams(state.drawn.query);
            query.set("lang", element("language").lang);
            location.assign(`${location.pathname}?${query}`);
        });
        element("messages-close").addEventListener("click", () => showLeftOut("", []));
        watchTheme((theme) => {
            window.dash_clientside.set_props("mantine", { forceColorScheme: theme });
            setTimeout(showSection, THEME_SHOWN);
        });
        addEventListener("resize", showSection);
        addEventListener("cablescope-lost", gate.lost);
        addEventListener("online", gate.retry);
        addEventListener("popstate", () => open(Object.fromEntries(new URLSearchParams(location.search)), false));
        addEventListener("pagehide", () => {
            address.flush();
            leaveBench(state.drawn.query);
        });
    };

    for (const id of ["line-words", "line-how", "field-words", "residual"]) say(id, state.drawn.texts[id] ?? "");
    drawOtherGraphs(told, state.drawn);
    showSection();
    listen();
    settle();

    return { chosen: controls.read, replied };
};
