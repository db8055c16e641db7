// The controls: a box and a slider for each number, a box for each list, choices that Dash keeps.
//
// Boxes and sliders are followed by their own events; Dash would take some milliseconds for each.

import { element } from "../common/page.js";
import { positionOf, textAt } from "./positions.js";

/** @import { Redraw, Told } from "../wire" */

const TYPED_AFTER = 400; // [ms] a pause in typing counts as the end of it, like Enter and leaving the box

/**
 * Follow the controls, which Dash has put in place with the values of the first redraw.
 *
 * @param {Told} told
 * @param {object} page
 * @param {(key: string, text: string) => void} page.changed A value was given.
 * @param {(id: string, value: string) => void} page.chosen A choice was made that stands for several values.
 * @param {() => void} page.settle What is shown may have settled, or may no longer be.
 */
export const createControls = (told, { changed, chosen, settle }) => {
    /**
     * Id of a control → the value that we last set or read; any other value comes from the user.
     *
     * @type {Record<string, string | number | null>}
     */
    const held = {};
    /** @type {Record<string, string>} Key → why the text in its box is refused. */
    const refused = {};
    /** @type {Set<string>} Keys of controls that Dash is putting in place. */
    const mounting = new Set();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let typingTimer;
    let drawn = told.redraw;

    /** @param {string} key */
    const slides = (key) => key in told.numbers;
    /** @param {string} key */
    const hasBox = (key) => slides(key) || told.lists.includes(key);
    /** @param {string} key */
    const isThere = (key) => Boolean(document.getElementById(`${key}-box`)) && !mounting.has(key);
    /** @param {string} key */
    const box = (key) => /** @type {HTMLInputElement} */ (element(`${key}-box`));
    /** @param {string} key */
    const thumb = (key) => /** @type {HTMLElement} */ (element(key).querySelector("[role=slider]"));

    /**
     * @param {string} id
     * @param {object} props
     */
    const setProps = (id, props) => window.dash_clientside.set_props(id, props);

    // ---- showing

    /**
     * @param {string} key
     * @param {string} text
     */
    const sayValue = (key, text) => {
        thumb(key).setAttribute("aria-valuetext", `${text} ${told.numbers[key].unit}`.trim());
    };

    /**
     * @param {string} key
     * @param {string} text
     */
    const fill = (key, text) => {
        held[`${key}-box`] = text;
        if (box(key).value !== text) box(key).value = text;
    };

    /**
     * @param {string} key
     * @param {string} text
     */
    const showNumber = (key, text) => {
        if (!isThere(key)) return;
        fill(key, text);
        if (!slides(key)) return;
        sayValue(key, text);
        const position = positionOf(told.numbers[key], text);
        // While the user drags, the slider stands between two texts; it must not be pulled to either.
        const near = Math.abs(position - Number(thumb(key).getAttribute("aria-valuenow"))) <= told.numbers[key].step / 2;
        if (near) return;
        held[`${key}-slider`] = position;
        setProps(`${key}-slider`, { value: position });
    };

    /**
     * @param {string} id
     * @param {string | null} value
     */
    const choose = (id, value) => {
        if (held[id] === value) return;
        held[id] = value;
        setProps(id, { value });
    };

    /**
     * Show the values of a redraw; refused text stays in its box, with the reason.
     *
     * @param {Redraw} redraw
     */
    const show = (redraw) => {
        choose("preset-choice", redraw.preset);
        for (const [key, text] of Object.entries(redraw.shown)) {
            if (told.files.includes(key)) element(`${key}-remove`).hidden = !text;
            else if (!hasBox(key)) choose(`${key}-choice`, text);
            else if (!refused[key]) showNumber(key, text);
        }
    };

    /**
     * Show why the text in a box is refused; "" if it is not.
     *
     * @param {string} key
     * @param {string} message
     */
    const mark = (key, message) => {
        if (!hasBox(key) || !isThere(key) || (refused[key] ?? "") === message) return;
        refused[key] = message;
        setProps(`${key}-box`, { error: message || null, value: box(key).value });
    };

    /** Take back all reasons, and typing that has not ended. */
    const reset = () => {
        clearTimeout(typingTimer);
        Object.keys(refused).forEach((key) => mark(key, ""));
    };

    // ---- controls that matter only with certain values

    /**
     * Show the controls that matter for a redraw; one that does so for the first time is put in place.
     *
     * @param {Redraw} redraw
     */
    const arrange = (redraw) => {
        const before = drawn;
        drawn = redraw;
        if (String(before.unused) === String(redraw.unused)) return;
        for (const key of Object.keys(redraw.shown)) {
            const unused = redraw.unused.includes(key);
            element(key).classList.toggle("unused", unused);
            if (unused || !slides(key) || document.getElementById(`${key}-box`) || mounting.has(key)) continue;
            mounting.add(key);
            setProps(key, { children: told.controls[key] });
        }
        if (mounting.size) requestAnimationFrame(mounted);
    };

    // It is drawn a frame or two later.
    const mounted = () => {
        for (const key of [...mounting]) {
            if (!document.getElementById(`${key}-box`) || !thumb(key)) continue;
            mounting.delete(key);
            held[`${key}-box`] = told.redraw.shown[key];
            held[`${key}-slider`] = positionOf(told.numbers[key], told.redraw.shown[key]);
            showNumber(key, drawn.shown[key]);
        }
        if (mounting.size) requestAnimationFrame(mounted);
        else settle();
    };

    // ---- following

    /**
     * @param {string} key
     * @param {number} position
     */
    const slid = (key, position) => {
        const text = textAt(told.numbers[key], position);
        held[`${key}-slider`] = position;
        fill(key, text);
        sayValue(key, text);
        changed(key, text);
    };

    /** @param {string} key */
    const typed = (key) => {
        clearTimeout(typingTimer);
        const text = box(key).value;
        if (text === held[`${key}-box`]) {
            settle();
        } else {
            held[`${key}-box`] = text;
            changed(key, text);
        }
    };

    /** Choices are made through Dash; they change rarely. */
    const read = () => {
        for (const { prop_id: property, value } of window.dash_clientside.callback_context.triggered) {
            const id = property.slice(0, property.lastIndexOf("."));
            if (held[id] === value || value === null || value === undefined) continue;
            held[id] = value;
            chosen(id.slice(0, -"-choice".length), value);
        }
        settle();
    };

    /** Whether Dash is putting a control in place, or a box holds what has not been read yet. */
    const busy = () => {
        const boxes = [...Object.keys(told.numbers), ...told.lists].filter(isThere);
        return mounting.size > 0 || boxes.some((key) => box(key).value !== held[`${key}-box`]);
    };

    const listen = () => {
        const controls = element("controls");
        /** @param {EventTarget | null} target */
        const keyOfBox = (target) => {
            const { id } = /** @type {HTMLElement} */ (target);
            return id.endsWith("-box") ? id.slice(0, -"-box".length) : null;
        };
        controls.addEventListener("input", ({ target }) => {
            const key = keyOfBox(target);
            if (key === null) return;
            settle();
            clearTimeout(typingTimer);
            typingTimer = setTimeout(typed, TYPED_AFTER, key);
        });
        /** @param {Event} event */
        const ended = ({ target }) => {
            const key = keyOfBox(target);
            if (key !== null) typed(key);
        };
        controls.addEventListener("change", ended);
        controls.addEventListener("focusout", ended);
        controls.addEventListener("keydown", (event) => event.key === "Enter" && ended(event));
        new MutationObserver((changes) => {
            for (const change of changes) {
                const target = /** @type {HTMLElement} */ (change.target);
                const key = target.closest(".control")?.id ?? "";
                const position = Number(target.getAttribute("aria-valuenow"));
                if (Math.abs(position - Number(held[`${key}-slider`])) > 1e-6) slid(key, position);
            }
        }).observe(controls, { attributes: true, attributeFilter: ["aria-valuenow"], subtree: true });
    };

    held["preset-choice"] = drawn.preset;
    for (const [key, text] of Object.entries(drawn.shown)) {
        held[`${key}-choice`] = text;
        if (!hasBox(key) || !isThere(key)) continue;
        held[`${key}-box`] = text;
        if (!slides(key)) continue;
        held[`${key}-slider`] = positionOf(told.numbers[key], text);
        sayValue(key, text);
    }
    listen();

    /** Give a choice back that stands for others, so that it can be made again. @param {string} key */
    const release = (key) => {
        held[`${key}-choice`] = null;
        setProps(`${key}-choice`, { value: null });
    };

    return { show, arrange, mark, reset, read, release, busy };
};
