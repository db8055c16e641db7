// The listening page: what is compared, what is heard, and the two tests.  Nothing plays before the visitor presses a
// button, and nothing of a file leaves the browser.

import { copyLink, copyText } from "../common/clipboard.js";
import { element, page, say } from "../common/page.js";
import { watchTheme } from "../common/theme.js";
import { leadBack } from "../common/way_back.js";
import { createPlayer } from "./player.js";
import { compare, fetchImpulse } from "./sides.js";
import { sound } from "./sounds.js";
import { createStaircase } from "./staircase.js";
import { atLeast, needed, power } from "./statistics.js";
import { seal, sealed, shuffled } from "./trials.js";

/** @import { ListenTold } from "../wire" */
/** @import { Impulse, Match, Sound } from "./sides.js" */
/** @import { Side } from "./trials.js" */

const LONGEST = 30; // [s] of a file that is looped
const SHORTEST = 0.5; // [s]

/** @type {ListenTold} */
const told = JSON.parse(element("told").textContent);
const language = `&lang=${page.lang}`;

/** Words with their {placeholders} filled. @param {string} name @param {Record<string, string | number>} [values] */
const words = (name, values = {}) => told.words[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));

/** @param {number} value @param {number} digits */
const fixed = (value, digits) => value.toFixed(digits).replace("-", "−");

/** @param {number} value */
const brief = (value) => String(Number(value.toPrecision(value < 1 ? 1 : 2))).replace("-", "−");

/** A number as it was typed, in digits of either width; NaN if it is none. @param {string} id */
const typed = (id) => {
    const text = input(id).value.normalize("NFKC").trim().replace(",", ".");
    return /^\d+\.?\d*$|^\.\d+$/.test(text) ? Number(text) : NaN;
};

const select = (/** @type {string} */ id) => /** @type {HTMLSelectElement} */ (element(id));
const input = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (element(id));
const button = (/** @type {string} */ id) => /** @type {HTMLButtonElement} */ (element(id));
const named = (/** @type {string} */ id) => select(id).selectedOptions[0].text;

// ---- what is heard

/** @type {AudioContext | null} */
let context = null;
/** @type {ReturnType<typeof createPlayer> | null} */
let player = null;
/** @type {AudioBuffer | null} */
let file = null;
let reading = 0; // the newest file
let wanted = 0; // the newest preparation
/** @type {Map<string, Promise<Impulse>>} */
const impulses = new Map();

const volume = () => 10 ** (Number(input("volume").value) / 20);

/** The context and the player: only a press of the visitor's may begin them. */
const begin = async () => {
    context ??= new AudioContext();
    player ??= createPlayer(context, volume());
    await context.resume();
    return { context, player };
};

/** Something that has to be put right first. */
class Hindrance extends Error {}

/** The passage of the visitor's file that is looped: from when to when [s]. */
const passage = () => {
    if (!file) throw new Hindrance(words("no_file"));
    const [from, length] = ["from", "for"].map(typed);
    const latest = Math.max(file.duration - SHORTEST, 0);
    if (!(from <= latest && length >= SHORTEST && length <= LONGEST)) {
        throw new Hindrance(words("bad_passage", { latest: fixed(Math.floor(10 * latest) / 10, 1) }));
    }
    return { file, from, to: Math.min(from + length, file.duration) };
};

/** The sound that is looped. @param {number} rate @returns {Sound} */
const material = (rate) => {
    if (select("sound").value !== "file") return sound(select("sound").value, rate);
    const { file: whole, from, to } = passage();
    const [first, last] = [from, to].map((time) => Math.round(time * rate));
    const channels = Math.min(whole.numberOfChannels, 2);
    return Array.from({ length: channels }, (_, n) => whole.getChannelData(n).slice(first, last));
};

/** @param {string} query @param {number} rate */
const impulse = (query, rate) => {
    const known = impulses.get(query) ?? fetchImpulse(query + language, rate);
    impulses.set(query, known);
    known.catch(() => impulses.delete(query));
    return known;
};

/**
 * Compute the sides of two queries and play them; false if that went wrong, which is then said.
 *
 * @param {string[]} queries
 */
const present = async (queries) => {
    wanted += 1;
    const mine = wanted;
    page.dataset.settled = "false";
    say("said", words("preparing"));
    try {
        const live = await begin();
        const rate = live.context.sampleRate;
        const responses = await Promise.all(queries.map((query) => impulse(query, rate)));
        const { sides, gains } = await compare(material(rate), responses, /** @type {Match} */ (select("level").value), rate);
        if (mine !== wanted) return true; // overtaken by what is wanted now
        const [a, b] = gains.map((gain) => fixed(20 * Math.log10(gain), 2));
        say("said", words(select("level").value === "as-is" ? "no_gains" : "gains", { a, b, rate }));
        live.player.play(sides);
        return true;
    } catch (error) {
        if (mine !== wanted) return true;
        const why = /** @type {Error} */ (error).message;
        player?.stop();
        say("said", error instanceof Hindrance ? why : words(why ? "lost_sides" : "no_answer", { why }));
        return false;
    } finally {
        if (mine === wanted) {
            page.dataset.settled = "true";
            showPlaying();
        }
    }
};

const showPlaying = () => say("play", words(player?.isPlaying() ? "stop" : "play"));

/** Stop, and give up what is being computed. */
const halt = () => {
    wanted += 1;
    player?.stop();
    if (page.dataset.settled === "false") say("said", "\u00a0");
    page.dataset.settled = "true";
    showPlaying();
};

/** The queries of what the page's choices compare. */
const chosen = () => [told.sides[select("a").value], told.sides[select("b").value]];

const playOrStop = () => {
    if (player?.isPlaying()) halt();
    else void present(test ? test.queries() : chosen());
};

/** Hear a side: A, B, or the X of the trial. @param {Side | "x"} which */
const hear = (which) => {
    if (which === "x" && !test) return;
    player?.hear(which === "x" && test ? test.x() : Number(which));
    for (const name of [0, 1, "x"]) button(`hear-${name}`).setAttribute("aria-pressed", String(name === which));
};

// ---- tests

/**
 * @typedef {object} Test
 * @property {() => string[]} queries What it compares at present.
 * @property {() => Side} x The side that X is in this trial.
 * @property {(side: Side) => void} answer
 * @property {string} how The comparison, for the result.
 * @property {string} start The button that starts it.
 */

/** @type {Test | null} */
let test = null;

/** Show what answers take, or what starts a test. @param {boolean} on */
const running = (on) => {
    element("running").hidden = !on;
    element("starts").hidden = on;
    button("hear-x").hidden = !on;
};

/** Have a test, or none, among whose choices nothing can be changed. @param {Test | null} next */
const turnTo = (next) => {
    test = next;
    /** @type {HTMLFieldSetElement} */ (element("setup")).disabled = Boolean(next);
    say("compared", next?.how ?? "");
    hear(0);
};

/** End the test, and its sound: its sides may be others than the page's choices. */
const end = () => {
    halt();
    turnTo(null);
    running(false);
};

/** What is compared, in a line. @param {string} a @param {string} b */
const comparison = (a, b) => words("told_sound", { a, b, sound: named("sound"), level: named("level") });

/**
 * Show a result, as it can be copied.
 *
 * @param {string[]} lines
 */
const finish = (lines) => {
    const { how } = /** @type {Test} */ (test);
    end();
    element("outcome").hidden = false;
    const link = Object.assign(new URL(location.href), { hash: "" }).href;
    const all = [`Cablescope, ${words("listen")}: ${told.content}`, how, ...lines, link].join("\n");
    say("result", all.replaceAll("\u00a0", " ")); // it is there to be copied
    element("result").focus();
};

/** End the test without a result. */
const giveUp = () => {
    const { start } = /** @type {Test} */ (test);
    end();
    button(start).focus();
};

/** Have what stands in the way of a test be seen. */
const showHindrance = () => element("said").scrollIntoView({ block: "nearest" });

/** Begin a test, which ends again if its sides cannot be heard. @param {Test} next @param {string} first */
const run = async (next, first) => {
    element("outcome").hidden = true;
    turnTo(next);
    if (!(await present(next.queries()))) {
        end();
        showHindrance();
        return;
    }
    say("trial", first);
    running(true);
    button("answer-0").focus();
    element("compare").scrollIntoView({ block: "nearest" }); // what is heard and the answers fit a screen
};

const startBlind = async () => {
    if (test) return; // its sides are being computed
    const queries = chosen();
    if (queries[0] === queries[1]) {
        say("said", words("same"));
        showHindrance();
        return;
    }
    const order = shuffled(Number(select("trials").value));
    const text = sealed(order);
    const hash = await seal(text);
    const all = order.length;
    let [n, right] = [0, 0];
    const sealWords = hash ? words("seal", { hash }) : words("no_seal");
    say("seal", sealWords);

    const outcome = () => {
        const finds = (/** @type {number} */ ability) => {
            const chance = power(all, ability);
            return fixed(chance, chance < 0.995 ? 2 : 3); // it is never 1.00
        };
        const p = atLeast(right, all);
        return [
            words("score", { right, all, p: p < 0.001 ? p.toExponential(0).replace("-", "−") : fixed(p, 3) }),
            right >= needed(all) ? words("passed") : words("failed", { needed: needed(all) }),
            words("power", { p70: finds(0.7), p80: finds(0.8), p90: finds(0.9) }),
            sealWords,
            words("opening", { text }),
        ];
    };

    await run(
        {
            start: "start-blind",
            queries: () => queries,
            x: () => order[n],
            how: comparison(named("a"), named("b")),
            answer: (side) => {
                right += Number(side === order[n]);
                n += 1;
                if (n === all) return finish(outcome());
                hear(0);
                return say("trial", words("trial", { n: n + 1, all }));
            },
        },
        words("trial", { n: 1, all }),
    );
};

const startSearch = async () => {
    if (test) return;
    const staircase = createStaircase(told.most);
    let [x] = shuffled(1);
    let n = 0;
    const queries = () => [told.sides.none, `${told.sides.this}&times=${staircase.state().level.toPrecision(4)}`];
    say("seal", "");

    const outcome = () => {
        const { threshold, right, lost, least } = staircase.state();
        if (lost) return [words("never", { times: brief(told.most), right, all: n }), words("how_never")];
        if (threshold === null) return [words("unsettled", { times: brief(least), right, all: n }), words("how_never")];
        const times = brief(threshold);
        const there = fixed(threshold * told.bend, 2);
        return [
            words(threshold < 1 ? "heard_below" : "began", { times }),
            words("beside", { here: told.number, there }),
            words("how", { all: n }),
        ];
    };

    await run(
        {
            start: "start-search",
            queries,
            x: () => x,
            how: comparison(words("none"), words("exaggerated")),
            answer: (side) => {
                const before = staircase.state().level;
                staircase.answer(side === x);
                n += 1;
                const { level, done } = staircase.state();
                if (done) return finish(outcome());
                [x] = shuffled(1);
                hear(0);
                say("trial", words("search_trial", { n: n + 1 }));
                if (level !== before) void present(queries());
                return undefined;
            },
        },
        words("search_trial", { n: 1 }),
    );
};

/** Answer what is heard; not while the next is computed. @param {Side} side */
const answer = (side) => {
    if (!test || page.dataset.settled === "false") return;
    if (player?.isPlaying()) {
        test.answer(side);
    } else {
        say("said", words("silent"));
        showHindrance();
    }
};

// ---- what the visitor does

/** Have the address, and the link to the other language, hold what is chosen; a file cannot be in it. */
const noteChosen = () => {
    const heard = select("sound").value;
    /** @type {Record<string, string>} */
    const now = {
        sides: `${select("a").value},${select("b").value}`,
        sound: heard === "file" ? told.usual.sound : heard,
        match: select("level").value,
    };
    const query = new URLSearchParams(location.search);
    for (const [key, value] of Object.entries(now)) {
        query.delete(key);
        if (value !== told.usual[key]) query.set(key, value);
    }
    const text = query.toString().replaceAll("%2C", ",");
    history.replaceState(history.state, "", `${location.pathname}${text && `?${text}`}${location.hash}`);
    query.set("lang", element("language").lang);
    /** @type {HTMLAnchorElement} */ (element("language")).href = `?${query}`;
};

const changed = () => {
    noteChosen();
    const ofFile = select("sound").value === "file";
    for (const box of document.querySelectorAll(".passage")) /** @type {HTMLElement} */ (box).hidden = !ofFile;
    if (player?.isPlaying()) {
        void present(chosen());
        return;
    }
    try {
        if (ofFile && file) passage();
        say("said", "\u00a0");
    } catch (error) {
        say("said", /** @type {Hindrance} */ (error).message);
    }
};

const readFile = async () => {
    const [given] = input("file").files ?? [];
    if (!given) return;
    reading += 1;
    const mine = reading;
    say("said", words("reading", { name: given.name }));
    const read = await begin()
        .then(async (live) => live.context.decodeAudioData(await given.arrayBuffer()))
        .catch(() => null);
    if (mine !== reading) return;
    if (!read) {
        say("said", words("bad_file", { name: given.name }));
        return;
    }
    file = read;
    say("file-name", given.name);
    if (test) return; // it goes on with its own sound
    select("sound").value = "file";
    changed();
};

/** @type {Record<string, () => void>} */
const KEYS = {
    a: () => hear(0),
    b: () => hear(1),
    x: () => hear("x"),
    p: playOrStop,
    1: () => answer(0),
    2: () => answer(1),
};

document.addEventListener("keydown", (event) => {
    const into = /** @type {HTMLElement} */ (event.target);
    const typing = into.matches("select, input:not([type=range]), textarea");
    if (event.repeat && into.matches("button")) event.preventDefault(); // a key held down is one answer
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing) return;
    KEYS[event.key.toLowerCase()]?.();
});

for (const id of ["a", "b", "sound", "level", "from", "for"]) element(id).addEventListener("change", changed);
element("file").addEventListener("change", () => void readFile());
element("play").addEventListener("click", playOrStop);
element("hear-0").addEventListener("click", () => hear(0));
element("hear-1").addEventListener("click", () => hear(1));
element("hear-x").addEventListener("click", () => hear("x"));
element("answer-0").addEventListener("click", () => answer(0));
element("answer-1").addEventListener("click", () => answer(1));
element("give-up").addEventListener("click", giveUp);
element("start-blind").addEventListener("click", () => void startBlind());
element("start-search").addEventListener("click", () => void startSearch());
element("copy").addEventListener("click", () => void copyLink(told.words));
element("copy-result").addEventListener("click", () => {
    void copyText(element("result").textContent, told.words.copied, told.words.copy_failed);
});
element("volume").addEventListener("input", () => {
    player?.loudness(volume());
    say("volume-said", `${input("volume").value.replace("-", "−")} dB`);
});

addEventListener("beforeunload", (event) => {
    if (test) event.preventDefault(); // the browser asks whether the answers given may be lost
});

watchTheme();
leadBack();
page.dataset.settled = "true";
