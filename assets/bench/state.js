// The one place that holds the values: those that the user asks for, those on screen, and what was refused.
// It knows neither the page nor the server.

import { same } from "../common/same.js";

/** @import { Redraw, Refusal, Told, Values } from "../wire" */

export class State {
    /** The values that the user asks for; replaced at each change, never altered. @type {Values} */
    wanted;
    /** The redraw on screen. @type {Redraw} */
    drawn;
    /** Whether the wanted values are a link's, of which the valid part is drawn; an edit is drawn whole or refused. */
    lenient = false;
    /** @type {Values | null} */
    #refused = null;
    /** @type {Set<string>} */
    #clashing = new Set();
    #told;

    /** @param {Pick<Told, "redraw" | "alternatives" | "catalogue" | "kept">} told */
    constructor(told) {
        this.#told = told;
        this.drawn = told.redraw;
        this.wanted = told.redraw.given;
    }

    /** Whether what is drawn is what is wanted, or the wanted has been refused. */
    get settled() {
        return this.wanted === this.#refused || same(this.wanted, this.drawn.given);
    }

    /**
     * Want another value of one quantity.
     *
     * @param {string} key
     * @param {string} text
     * @param {Values} [beside] values of other quantities that have to change with it
     */
    change(key, text, beside = {}) {
        const changed = { ...this.wanted, ...beside };
        // Of several ways to say one thing, the one given last rules.
        const ways = this.#alternatives(key);
        for (const other of ways.flat()) delete changed[other];
        for (const other of ways.find((keys) => keys.includes(key)) ?? []) changed[other] = this.drawn.shown[other];
        if (key === "cable") for (const other of this.#told.catalogue[text] ?? []) delete changed[other];
        changed[key] = text;
        this.wanted = changed;
        this.lenient = false;
    }

    /**
     * Want the values of a link.
     *
     * @param {Values} values
     */
    open(values) {
        this.wanted = values;
        this.lenient = true;
    }

    /** The language, if the link fixes it. @returns {Values} */
    get language() {
        return this.wanted.lang ? { lang: this.wanted.lang } : {};
    }

    /** The visitor's own measurement, and how it is looked at. @returns {Values} */
    get measurement() {
        if (!this.wanted.frd) return {};
        return Object.fromEntries(Object.entries(this.wanted).filter(([key]) => this.#told.kept.includes(key)));
    }

    /**
     * The server has drawn what was asked.
     *
     * @param {Values} asked
     * @param {Redraw} redraw
     * @returns {{ forgiven: string[], more: boolean }} the keys that clash no longer, and whether something else is wanted by now
     */
    accept(asked, redraw) {
        const forgiven = [...this.#clashing];
        this.#clashing.clear();
        if (this.wanted === asked) this.wanted = redraw.given;
        this.drawn = redraw;
        return { forgiven, more: !same(this.wanted, redraw.given) };
    }

    /**
     * The server has refused what was asked.
     *
     * A value that is wrong by itself is set aside, so that the other controls keep working.  One that is only wrong
     * beside others stays wanted, because a change of those can make it good.
     *
     * @param {Values} asked
     * @param {Refusal[]} refusals
     * @returns {{ standing: Refusal[], more: boolean }} the refusals of values still wanted, and whether something else is
     *     wanted by now
     */
    refuse(asked, refusals) {
        const standing = refusals.filter(({ key }) => this.wanted[key] === asked[key]);
        for (const { key, alone } of standing) {
            if (alone) this.#setAside(key);
            else this.#clashing.add(key);
        }
        const more = !same(this.wanted, asked) && !same(this.wanted, this.drawn.given);
        if (!more) this.#refused = this.wanted;
        return { standing, more };
    }

    /** @param {string} key */
    #setAside(key) {
        const together = [key, ...this.#alternatives(key).flat()];
        const others = Object.entries(this.wanted).filter(([name]) => !together.includes(name));
        const drawn = Object.entries(this.drawn.given).filter(([name]) => together.includes(name));
        this.wanted = Object.fromEntries([...others, ...drawn]);
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
