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
const brief = (value) => String(Number(value.toPrecision(value < 1 ? 1 : 2)));

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

/** The sound that is looped. @param {number} rate @returns {Sound} */
const material = (rate) => {
    if (select("sound").value !== "file") return sound(select("sound").value, rate);
    if (!file) throw new Hindrance(words("no_file"));
    const [from, length] = ["from", "for"].map((id) => Number(input(id).value.replace(",", ".")));
    if (!(from >= 0 && from < file.duration && length >= SHORTEST && length <= LONGEST)) {
        throw new Hindrance(words("bad_passage", { length: fixed(file.duration, 1) }));
    }
    const [first, last] = [from, Math.min(from + length, file.duration)].map((time) => Math.round(time * rate));
    const channels = Math.min(file.numberOfChannels, 2);
    return Array.from({ length: channels }, (_, n) => /** @type {AudioBuffer} */ (file).getChannelData(n).slice(first, last));
};

/** @param {string} query @param {number} rate */
const impulse = (query, rate) => {
    const known = impulses.get(query) ?? fetchImpulse(query + language, rate);
    impulses.set(query, known);
    known.catch(() => impulses.delete(query));
    return known;
};

/**
 * Compute the sides of two queries and play them; whether that went well and was not overtaken.
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
        if (mine !== wanted) return false;
        const [a, b] = gains.map((gain) => fixed(20 * Math.log10(gain), 2));
        say("said", words(select("level").value === "as-is" ? "no_gains" : "gains", { a, b, rate }));
        live.player.play(sides);
        return true;
    } catch (error) {
        const why = /** @type {Error} */ (error).message;
        if (mine === wanted) {
            player?.stop();
            say("said", error instanceof Hindrance ? why : words("lost_sides", { why }));
        }
        return false;
    } finally {
        if (mine === wanted) {
            page.dataset.settled = "true";
            showPlaying();
        }
    }
};

const showPlaying = () => say("play", words(player?.isPlaying() ? "stop" : "play"));

/** The queries of what the page's choices compare. */
const chosen = () => [told.sides[select("a").value], told.sides[select("b").value]];

const playOrStop = () => {
    if (player?.isPlaying()) {
        wanted += 1;
        player.stop();
        showPlaying();
        return;
    }
    void present(test ? test.queries() : chosen());
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
 * @property {(side: Side) => Promise<void> | void} answer
 * @property {string} how The comparison, for the result.
 */

/** @type {Test | null} */
let test = null;

/** @param {boolean} on */
const running = (on) => {
    element("running").hidden = !on;
    element("starts").hidden = on;
    button("hear-x").hidden = !on;
    /** @type {HTMLFieldSetElement} */ (element("setup")).disabled = on;
    hear(0);
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
    test = null;
    running(false);
    player?.stop();
    showPlaying();
    element("outcome").hidden = false;
    const link = Object.assign(new URL(location.href), { hash: "" }).href;
    const all = [`Cablescope, ${words("listen")}: ${told.content}`, how, ...lines, link].join("\n");
    say("result", all.replaceAll("\u00a0", " ")); // it is there to be copied
    element("result").focus();
};

/** Begin a test, if its sides can be heard. @param {Test} next @param {string} first */
const run = async (next, first) => {
    element("outcome").hidden = true;
    if (!(await present(next.queries()))) return;
    test = next;
    running(true);
    say("trial", first);
    button("answer-0").focus();
};

const startBlind = async () => {
    const queries = chosen();
    if (queries[0] === queries[1]) {
        say("said", words("same"));
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
        const percent = (/** @type {number} */ ability) => fixed(power(all, ability), 2);
        const p = atLeast(right, all);
        return [
            words("score", { right, all, p: p < 0.001 ? p.toExponential(0).replace("-", "−") : fixed(p, 3) }),
            right >= needed(all) ? words("passed") : words("failed", { needed: needed(all) }),
            words("power", { p70: percent(0.7), p80: percent(0.8), p90: percent(0.9) }),
            sealWords,
            words("opening", { text }),
        ];
    };

    await run(
        {
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
    const staircase = createStaircase(told.most);
    let [x] = shuffled(1);
    let n = 0;
    const queries = () => [told.sides.none, `${told.sides.this}&times=${staircase.state().level.toPrecision(4)}`];
    say("seal", "");

    const outcome = () => {
        const { threshold, right } = staircase.state();
        if (threshold === null) {
            return [words("never", { times: brief(told.most), right, all: n }), words("how_never")];
        }
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
            queries,
            x: () => x,
            how: comparison(words("none"), words("exaggerated")),
            answer: async (side) => {
                const before = staircase.state().level;
                staircase.answer(side === x);
                n += 1;
                const { level, done } = staircase.state();
                if (done) return finish(outcome());
                [x] = shuffled(1);
                hear(0);
                say("trial", words("search_trial", { n: n + 1 }));
                if (level !== before) await present(queries());
                return undefined;
            },
        },
        words("search_trial", { n: 1 }),
    );
};

/** @param {Side} side */
const answer = (side) => {
    if (page.dataset.settled === "true") void test?.answer(side);
};

const giveUp = () => {
    test = null;
    running(false);
    button("start-blind").focus();
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
    if (player?.isPlaying()) void present(chosen());
};

const readFile = async () => {
    const [given] = input("file").files ?? [];
    if (!given) return;
    say("file-name", given.name);
    try {
        file = await (await begin()).context.decodeAudioData(await given.arrayBuffer());
        select("sound").value = "file";
        say("said", " ");
        changed();
    } catch {
        say("said", words("bad_file"));
    }
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

watchTheme();
leadBack();
page.dataset.settled = "true";
