// What is pinned: held still beside the live state, named, swapped with it, opened, unpinned.

import { element, say } from "../common/page.js";

/** @import { Redraw, Told, Values } from "../wire" */

/** @param {string} query @param {string} name */
const named = (query, name) => {
    const pairs = new URLSearchParams(query);
    pairs.delete("name");
    if (name) pairs.set("name", name);
    return pairs.toString();
};

/** @param {string} words @param {string} key */
const ofPin = (words, key) => words.replace("{letter}", key.toUpperCase());

/**
 * Follow the pins, of which the first redraw's are already shown.
 *
 * @param {Told} told
 * @param {object} page
 * @param {(key: string, query: string) => void} page.changed A pin, new or named anew.
 * @param {(key: string) => void} page.unpinned
 * @param {(key: string, beside: Values) => void} page.opened Its state is wanted, beside other pins than there are.
 * @param {() => void} page.settle What is shown may no longer be settled.
 */
export const createPins = (told, { changed, unpinned, opened, settle }) => {
    let drawn = told.redraw;
    /** Names that states have had: one that is pinned again, as by a swap back, has its own. @type {Map<string, string>} */
    const names = new Map();

    /** @param {string} key */
    const box = (key) => /** @type {HTMLInputElement} */ (element(`${key}-name`));
    const button = /** @type {HTMLButtonElement} */ (element("pin"));

    const free = () => told.pins.find((key) => !(key in drawn.given));

    /** The live state as a pin. */
    const frozen = () => named(drawn.to_pin, names.get(named(drawn.to_pin, "")) ?? "");

    /** Whether a name is being typed. */
    const busy = () => told.pins.some((key) => key in drawn.given && box(key).value !== nameOf(key));

    /** @param {string} key */
    const nameOf = (key) => drawn.pins.find((pin) => pin.key === key)?.name ?? "";

    // What a link is too long by is told, with what is long in it.
    const measure = () => {
        const count = `${location.origin}${location.pathname}?${drawn.query}`.length;
        let over = count - told.link;
        const long = [...new URLSearchParams(drawn.query)]
            .map(([key, text]) => ({ key, size: encodeURIComponent(text).length }))
            .sort((a, b) => b.size - a.size)
            .filter(({ size }) => over > 0 && (over -= size, true))
            .map(({ key, size }) => `${told.pins.includes(key) ? ofPin(told.words.letter, key) : key} (${size})`);
        const words = told.words.link_long.replace("{count}", String(count)).replace("{most}", String(told.link));
        say("link-long", long.length ? words.replace("{what}", long.join(", ")) : "");
        element("link-save").hidden = !long.length;
    };

    /**
     * Show the pins of a redraw.
     *
     * @param {Redraw} redraw
     */
    const show = (redraw) => {
        const before = Object.fromEntries(told.pins.map((key) => [key, nameOf(key)]));
        drawn = redraw;
        for (const key of told.pins) {
            const pin = redraw.pins.find((one) => one.key === key);
            element(key).hidden = !pin;
            // What is being typed stays, but not the name of another.
            if (box(key).value === before[key] || !pin) box(key).value = pin?.name ?? "";
            if (!pin) continue;
            Object.assign(box(key), { placeholder: pin.of, title: pin.of });
            names.set(named(redraw.given[key], ""), pin.name);
        }
        if (redraw.pins.length) document.body.dataset.pinned = String(redraw.pins.length);
        else delete document.body.dataset.pinned;
        const next = free();
        button.disabled = !next;
        button.title = next ? told.words.pin_help : told.words.pins_full;
        say("pin", next ? ofPin(told.words.pin_as, next) : told.words.pin);
        measure();
    };

    /** @type {Record<string, (key: string) => void>} */
    const steps = {
        swap: (key) => opened(key, { [key]: frozen() }),
        open: (key) => opened(key, {}),
        unpin: (key) => {
            unpinned(key);
            say("pin-said", ofPin(told.words.unpinned, key));
            button.focus();
        },
    };

    button.addEventListener("click", () => {
        const key = free();
        if (!key) return;
        changed(key, frozen());
        say("pin-said", ofPin(told.words.pinned_as, key));
    });
    for (const key of told.pins) {
        element(key).addEventListener("click", ({ target }) => {
            const step = target instanceof Element && target.closest("button")?.dataset.do;
            if (step) steps[step](key);
        });
        box(key).addEventListener("input", settle);
        box(key).addEventListener("change", () => {
            box(key).value = box(key).value.trim();
            if (busy()) changed(key, named(drawn.given[key], box(key).value));
            else settle();
        });
    }
    show(told.redraw);

    return { show, busy };
};
