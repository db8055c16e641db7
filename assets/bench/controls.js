// The controls: native sliders, boxes, radio buttons and lists, which Dash has put in place.
//
// They are followed by their own events, before React hears of them: a value that goes through Dash costs some
// milliseconds, and a drag makes 60 of them a second.  Where a slider comes to rest, Dash is told as well.

import { element, say } from "../common/page.js";
import { stepBy } from "../common/steps.js";
import { measure, mount, nameIn } from "./furniture.js";
import { bareEach, bareOf, positionOf, textAt } from "./positions.js";
import { matters } from "./state.js";
import { each, feetOf, numberIn, placeIn, toBox, toLink } from "./units.js";

/** @import { Inputs, Limits, Redraw, Told, Values } from "../wire" */

const TYPED_AFTER = 400; // [ms] a pause in typing counts as the end of it, like Enter and leaving the box

/**
 * Follow the controls.
 *
 * @param {Told} told
 * @param {Inputs} later The inputs of what does not matter yet.
 * @param {object} page
 * @param {(key: string, text: string) => void} page.changed A value was given.
 * @param {(id: string, value: string) => void} page.chosen An option was chosen.
 * @param {(key: string) => void} page.toPreset The preset's value is wanted back.
 * @param {(key: string) => void} page.near A hand has come near a slider.
 * @param {(key: string) => void} page.grasped A hand has taken a slider.
 * @param {() => void} page.released It has let go.
 * @param {(key: string) => Limits | null} page.limits How far a slider may go beside the other values, as far as that is known.
 * @param {() => void} page.settle What is shown may have settled, or may no longer be.
 */
export const createControls = (told, later, { changed, chosen, toPreset, near, grasped, released, limits, settle }) => {
    /** @type {Record<string, string>} Key → the text in its box that we last set or read; any other comes from the user. */
    const held = {};
    /** @type {Record<string, string>} Key → why the text in its box is refused. */
    const refused = {};
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let typingTimer;
    let hand = ""; // the key of the slider that a hand is on
    let last = told.redraw;
    let { units } = last.shown; // what the boxes are in; all else here is metric
    let before = { text: "", position: "" }; // of that slider, when it was taken

    /** @param {string} key */
    const slides = (key) => key in told.numbers;
    /** @param {string} key */
    const box = (key) => /** @type {HTMLInputElement} */ (element(`${key}-box`));
    /** @param {string} key */
    const slider = (key) => /** @type {HTMLInputElement} */ (element(`${key}-slider`));
    const boxed = [...Object.keys(told.numbers), ...told.lists];

    /** Keys of the controls whose inputs are not in place yet, and of those among them that matter by now. */
    const missing = new Set(Object.keys(later));
    /** @type {Set<string>} */
    const awaited = new Set();

    /** Whether a box holds what its user has typed since it was last set or read. @param {string} key */
    const unread = (key) => key in held && box(key).value !== held[key];

    // ---- showing

    /** @param {string} key */
    const feet = (key) => feetOf(told, units, key);

    /** A value as a box shows it. @param {string} key @param {string} text */
    const inBox = (key, text) => (slides(key) ? toBox : each.bind(null, toBox))(feet(key), text);

    /** The same with its unit. @param {string} key @param {string} text */
    const measured = (key, text) => `${inBox(key, text)} ${numberIn(told.numbers[key], feet(key)).unit}`.trim();

    /**
     * @param {string} key
     * @param {string} text
     */
    const fill = (key, text) => {
        held[key] = inBox(key, text);
        if (box(key).value !== held[key]) box(key).value = held[key];
        if (slides(key)) slider(key).setAttribute("aria-valuetext", measured(key, text));
    };

    /**
     * @param {string} key
     * @param {string} text
     */
    const showNumber = (key, text) => {
        fill(key, text);
        if (!slides(key) || key === hand) return;
        const position = positionOf(told.numbers[key], text);
        // It may stand between two texts; it must not be pulled to either.
        if (Math.abs(position - Number(slider(key).value)) > told.numbers[key].step / 2) slider(key).value = String(position);
    };

    /**
     * @param {string} key
     * @param {string} value
     */
    const choose = (key, value) => {
        const list = /** @type {HTMLSelectElement | null} */ (document.getElementById(`${key}-choice`));
        if (list) list.value = value;
        const radio = element(key).querySelector(`input[type=radio][value="${value}"]`);
        if (radio) /** @type {HTMLInputElement} */ (radio).checked = true;
    };

    /** Show the slider for one of the ways to give the conductor's size. @param {string} key */
    const sizeBy = (key) => {
        choose("size-by", key);
        document.body.dataset.size = key;
    };

    /** Show lengths in other units. @param {string} other */
    const measureIn = (other) => {
        units = other;
        for (const key of Object.keys(told.feet)) {
            mark(key, ""); // what was refused was typed in the units before
            measure(element(key), told, units);
        }
        for (const key of Object.keys(told.names_in_feet)) nameIn(element(key), told, units);
        sizeBy(units === "imperial" ? "awg" : "mm2");
    };

    /** The measured pickup whose values all are shown, if there is one. @param {Values} shown */
    const pickupOf = (shown) => {
        const isShown = (/** @type {Values} */ values) => Object.entries(values).every(([key, text]) => shown[key] === text);
        return Object.keys(told.pickups).find((id) => isShown(told.pickups[id])) ?? "";
    };

    /**
     * Show the values of a redraw; refused text stays in its box, with the reason.
     *
     * @param {Redraw} redraw
     */
    const show = (redraw) => {
        last = redraw;
        const own = new URLSearchParams(redraw.query);
        choose("preset", redraw.preset);
        choose("pickup", pickupOf(redraw.shown));
        if (redraw.shown.units !== units) measureIn(redraw.shown.units);
        for (const [key, text] of Object.entries(redraw.shown)) {
            const isUsed = matters(told.when[key], redraw.aspects);
            element(key).classList.toggle("unused", !isUsed);
            element(key).classList.toggle("changed", own.has(key));
            if (!missing.has(key)) showValue(key, text);
            else if (isUsed) want(key);
        }
    };

    /**
     * @param {string} key
     * @param {string} text
     */
    const showValue = (key, text) => {
        if (told.files.includes(key)) element(`${key}-remove`).hidden = !text;
        else if (!boxed.includes(key)) choose(key, text);
        else if (!refused[key] && !unread(key)) showNumber(key, text);
    };

    /** Have the inputs of a quantity that has come to matter put in place. @param {string} key */
    const want = (key) => {
        if (awaited.has(key)) return;
        awaited.add(key);
        mount(element(key), later[key], told, units, () => {
            missing.delete(key);
            awaited.delete(key);
            measure(element(key), told, units);
            showValue(key, last.shown[key]);
            settle();
        });
    };

    /**
     * Show why the text in a box is refused; "" if it is not.
     *
     * @param {string} key
     * @param {string} message
     */
    const mark = (key, message) => {
        if (missing.has(key)) return;
        say(`${key}-message`, message);
        element(key).classList.remove("hint");
        if (!boxed.includes(key)) return;
        refused[key] = message;
        if (message) box(key).setAttribute("aria-invalid", "true");
        else box(key).removeAttribute("aria-invalid");
    };

    /** Take back all reasons, and typing that has not ended. */
    const reset = () => {
        clearTimeout(typingTimer);
        for (const key of Object.keys(held)) held[key] = box(key).value;
        Object.keys(refused).forEach((key) => mark(key, ""));
    };

    // ---- following

    /**
     * A slider goes to a position, or as far as it may.
     *
     * @param {string} key
     * @param {number} position
     * @param {boolean} [finely]
     */
    const slide = (key, position, finely) => {
        const number = told.numbers[key];
        const wanted = toLink(feet(key), textAt(numberIn(number, feet(key)), placeIn(number, feet(key), position), finely));
        const { ends, beyond } = limits(key) ?? { ends: [String(number.low), String(number.high)], beyond: ["", ""] };
        const [low, high] = ends.map(Number);
        const stops = Number(wanted) < low ? 0 : 1;
        const free = low <= Number(wanted) && Number(wanted) <= high;
        const text = free ? wanted : ends[stops];
        mark(key, "");
        if (!free) {
            slider(key).value = String(positionOf(number, text));
            hint(key, told.words.stops.replace("{why}", beyond[stops]));
        }
        if (inBox(key, text) === held[key]) return;
        fill(key, text);
        changed(key, text);
    };

    /**
     * @param {string} key
     * @param {string} words
     */
    const hint = (key, words) => {
        say(`${key}-message`, words);
        element(key).classList.add("hint");
    };

    /** @param {string} key */
    const typed = (key) => {
        clearTimeout(typingTimer);
        const text = box(key).value;
        if (text === held[key]) {
            settle();
        } else {
            held[key] = text;
            mark(key, "");
            if (slides(key)) {
                changed(key, toLink(feet(key), bareOf(numberIn(told.numbers[key], feet(key)), text)));
            } else {
                const unit = feet(key)?.unit ?? element(key).dataset.unit ?? "";
                changed(key, each(toLink, feet(key), bareEach(unit, text, element(key).dataset.most === "1")));
            }
        }
    };

    /** Whether a box holds what has not been read yet, or is not in place yet. */
    const busy = () => awaited.size > 0 || boxed.some(unread);

    /**
     * The part of a control that an event happened at, and the control's key.
     *
     * @param {Event} event
     * @returns {["" | "box" | "slider" | "choice" | "back", string]}
     */
    const placeOf = ({ target }) => {
        const part = target instanceof Element ? target : null;
        const key = part?.closest(".control")?.id ?? "";
        if (!part || !key) return ["", ""];
        if (part instanceof HTMLSelectElement || part.matches("[type=radio]")) return ["choice", key];
        if (part instanceof HTMLInputElement) return [part.type === "range" ? "slider" : "box", key];
        return [part.classList.contains("back") ? "back" : "", key];
    };

    const letGo = () => {
        if (!hand) return;
        hand = "";
        released();
    };

    /** The finger scrolls the page, as the browser finds out after it has moved the slider to where the finger is. */
    const takeBack = () => {
        if (hand && held[hand] !== before.text) {
            slider(hand).value = before.position;
            mark(hand, "");
            const text = toLink(feet(hand), before.text);
            fill(hand, text);
            changed(hand, text);
        }
        letGo();
    };

    /** @param {string} key */
    const take = (key) => {
        if (hand === key) return;
        letGo();
        hand = key;
        before = { text: held[key], position: slider(key).value };
        grasped(key);
    };

    /** @type {Record<string, (at: { event: any, part: string, key: string }) => void>} */
    const listeners = {
        input: ({ part, key }) => {
            if (part === "slider") {
                slide(key, Number(slider(key).value));
            } else if (part === "box") {
                settle();
                clearTimeout(typingTimer);
                typingTimer = setTimeout(typed, TYPED_AFTER, key);
            }
        },
        change: ({ event, part, key }) => {
            if (part === "box") typed(key);
            if (key === "size-by") sizeBy(event.target.value);
            else if (part === "choice") chosen(key, event.target.value);
        },
        focusin: ({ part, key }) => part === "slider" && near(key),
        focusout: ({ part, key }) => {
            if (part === "box") typed(key);
            if (part === "slider") letGo();
        },
        keydown: ({ event, part, key }) => {
            if (part === "box" && event.key === "Enter") typed(key);
            if (part !== "slider" || !stepBy(slider(key), told.numbers[key].step, event)) return;
            event.preventDefault();
            take(key);
            slide(key, Number(slider(key).value), event.shiftKey);
        },
        keypress: () => {},
        keyup: ({ part }) => part === "slider" && letGo(),
        pointerover: ({ key }) => key && slides(key) && near(key),
        pointerdown: ({ part, key }) => {
            if (part !== "slider") return;
            near(key);
            take(key);
        },
        dblclick: ({ part, key }) => part === "slider" && toPreset(key),
        click: ({ part, key }) => {
            if (part !== "back") return;
            slider(key).focus({ preventScroll: true }); // the button goes, and the keys stay
            toPreset(key);
        },
    };
    const forReact = new Set(["input", "change", "focusout", "keypress"]);

    const listen = () => {
        for (const [type, follow] of Object.entries(listeners)) {
            addEventListener(type, (event) => {
                const [part, key] = placeOf(event);
                if (!part && type !== "pointerover") return;
                follow({ event, part, key });
                // React would put its own idea of the value back; but where a slider comes to rest, it takes that over.
                if (forReact.has(type) && !(part === "slider" && type === "change")) event.stopPropagation();
            }, true);
        }
        for (const type of ["pointerup", "blur"]) addEventListener(type, letGo);
        addEventListener("pointercancel", takeBack);
    };

    sizeBy(document.body.dataset.size ?? "");
    show(told.redraw);
    listen();

    /** Give a choice back that stands for others, so that it can be made again. @param {string} key */
    const release = (key) => choose(key, "");

    return { show, mark, reset, release, busy, measured };
};
