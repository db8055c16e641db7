// The one place that holds the values: those that the user asks for, those on screen, and what was refused.
// It knows neither the page nor the server.

import { same } from "../common/same.js";

/** @import { Redraw, Refusal, Told, Values } from "../wire" */

/**
 * What all controls show: a redraw that travels holds only what is not the same in its given values, and nothing for
 * those that make no difference, which are hidden.
 *
 * @param {Pick<Redraw, "given" | "shown">} redraw
 * @param {Pick<Redraw, "shown">} before a whole one
 * @returns {Values}
 */
export const wholly = ({ given, shown }, before) =>
    Object.fromEntries(Object.keys(before.shown).map((key) => [key, shown[key] ?? given[key] ?? before.shown[key]]));

/**
 * Whether a quantity makes any difference.
 *
 * @param {Record<string, readonly string[]> | undefined} when options that aspects of a state must have for that
 * @param {Values} aspects
 */
export const matters = (when = {}, aspects) => Object.entries(when).every(([name, options]) => options.includes(aspects[name]));

export class State {
    /** The values that the user asks for; replaced at each change, never altered. @type {Values} */
    wanted;
    /** The redraw on screen. @type {Redraw} */
    drawn;
    /** Whether the wanted values are a link's, of which the valid part is drawn; an edit is drawn whole or refused. */
    lenient = false;
    /**
     * What was refused, by key: it stays in its box, and is asked for again when a value changes that it rests on.
     *
     * @type {Map<string, { text: string, beside: string[] }>}
     */
    #aside = new Map();
    /** The key that was changed last. */
    #last = "";
    #told;

    /** @param {Pick<Told, "redraw" | "alternatives" | "brings" | "kept" | "pins" | "looks">} told */
    constructor(told) {
        this.#told = told;
        this.drawn = told.redraw;
        this.wanted = told.redraw.given;
    }

    /** Whether what is drawn is what is wanted. */
    get settled() {
        return same(this.wanted, this.drawn.given);
    }

    /**
     * Want another value of one quantity.
     *
     * @param {string} key
     * @param {string} text
     * @param {Values} [beside] values of other quantities that have to change with it
     */
    change(key, text, beside = {}) {
        let changed = this.#with({ ...this.wanted, ...beside }, key, text);
        for (const other of this.#told.brings[key]?.[text] ?? []) delete changed[other];
        this.#aside.delete(key);
        for (const [other, refused] of this.#aside) {
            if (refused.beside.includes(key)) changed = this.#with(changed, other, refused.text);
        }
        this.#want(key, changed);
    }

    /**
     * Want the preset's value of one quantity.
     *
     * @param {string} key
     */
    reset(key) {
        const changed = { ...this.wanted };
        for (const other of [key, ...this.#alternatives(key).flat()]) {
            delete changed[other];
            this.#aside.delete(other);
        }
        this.#want(key, changed);
    }

    /**
     * Want the values of a link.
     *
     * @param {Values} values
     */
    open(values) {
        this.wanted = values;
        this.lenient = true;
        this.#aside.clear();
    }

    /** What suits the visitor, whatever is looked at: the language and the units, if the link fixes them. @returns {Values} */
    get reader() {
        return this.#only(["lang", "units"]);
    }

    /** The visitor's own measurement, and how it is looked at. @returns {Values} */
    get measurement() {
        if (!this.wanted.frd) return {};
        return this.#only(this.#told.kept);
    }

    /** What is pinned. @returns {Values} */
    get pins() {
        return this.#only(this.#told.pins);
    }

    /**
     * The values of a pin, looked at as the visitor has chosen to look at these, beside what is pinned.
     *
     * @param {string} key
     * @returns {Values}
     */
    pinned(key) {
        const values = Object.fromEntries(new URLSearchParams(this.wanted[key]));
        delete values.name;
        const own = new URLSearchParams(this.drawn.query);
        const looks = this.#only(this.#told.looks.filter((one) => own.has(one)));
        return { ...values, ...looks, ...this.pins, ...this.reader };
    }

    /** Some of the values wanted. @param {string[]} keys @returns {Values} */
    #only(keys) {
        return Object.fromEntries(Object.entries(this.wanted).filter(([key]) => keys.includes(key)));
    }

    /**
     * The values wanted, but for one quantity in all its ways: what stays while a hand moves that one.
     *
     * @param {string} key
     * @param {Values} [values]
     */
    around(key, values = this.wanted) {
        const ways = [key, ...this.#alternatives(key).flat()];
        return Object.fromEntries(Object.entries(values).filter(([other]) => !ways.includes(other)));
    }

    /**
     * The server has drawn what was asked.
     *
     * @param {Values} asked
     * @param {Redraw} redraw
     * @returns {{ forgiven: string[], more: boolean }} the keys of values that were refused and are drawn now, and whether
     *     something else is wanted by now
     */
    accept(asked, redraw) {
        const forgiven = [...this.#aside].filter(([key, { text }]) => asked[key] === text).map(([key]) => key);
        forgiven.forEach((key) => this.#aside.delete(key));
        if (this.wanted === asked) this.wanted = redraw.given;
        this.drawn = redraw;
        return { forgiven, more: !this.settled };
    }

    /**
     * The server has refused what was asked: the value to blame is set aside, so that all others keep working.
     *
     * @param {Values} asked
     * @param {Refusal[]} refusals
     * @returns {{ standing: Refusal[], more: boolean }} the refusals of values still wanted, each at the control to blame, and
     *     whether something else is wanted by now
     */
    refuse(asked, refusals) {
        const standing = refusals
            .map((refusal) => ({ ...refusal, key: this.#culprit(asked, refusal), together: [refusal.key, ...refusal.beside] }))
            .filter(({ key }) => this.wanted[key] === asked[key]);
        for (const { key, together } of standing) this.#setAside(key, asked[key], together);
        return { standing, more: !this.settled };
    }

    /**
     * @param {string} key
     * @param {Record<string, string>} changed
     */
    #want(key, changed) {
        this.#last = key;
        this.wanted = changed;
        this.lenient = false;
    }

    /**
     * Values with another one in place of all that say the same.
     *
     * @param {Values} values
     * @param {string} key
     * @param {string} text
     * @returns {Record<string, string>}
     */
    #with(values, key, text) {
        const changed = { ...values };
        // Of several ways to say one thing, the one given last rules.
        const ways = this.#alternatives(key);
        for (const other of ways.flat()) delete changed[other];
        for (const other of ways.find((keys) => keys.includes(key)) ?? []) changed[other] = this.drawn.shown[other];
        changed[key] = text;
        return changed;
    }

    /**
     * Of values that cannot be together the one that was only tried again, or else was changed last; else the one that the
     * server names.
     *
     * @param {Values} asked
     * @param {Refusal} refusal
     */
    #culprit(asked, { key, beside }) {
        const together = [key, ...beside];
        const again = together.find((one) => one in asked && this.#aside.get(one)?.text === asked[one]);
        if (again) return again;
        const changed = together.filter((one) => asked[one] !== this.drawn.given[one]);
        if (changed.includes(this.#last)) return this.#last;
        return changed[0] ?? (this.#last || key);
    }

    /**
     * @param {string} key
     * @param {string} text
     * @param {string[]} together the keys of the values that cannot be together
     */
    #setAside(key, text, together) {
        if (together.includes(key)) {
            const ways = [key, ...this.#alternatives(key).flat()];
            const drawn = Object.entries(this.drawn.given).filter(([name]) => ways.includes(name));
            this.wanted = { ...this.around(key), ...Object.fromEntries(drawn) };
            this.#aside.set(key, { text, beside: together.filter((other) => other !== key) });
        } else {
            this.wanted = this.drawn.given; // a choice has made values matter that cannot be together
        }
    }

    /**
     * The ways to say what a key says, as the keys of each.
     *
     * @param {string} key
     * @returns {string[][]}
     */
    #alternatives(key) {
        return this.#told.alternatives.find((ways) => ways.flat().includes(key)) ?? [];
    }
}
