// Why what was typed is refused, told beside its box; and at the answer, what that is still for.

import { element, say } from "../common/page.js";

/** @import { LineRefusal } from "../wire" */
/** @typedef {HTMLInputElement | HTMLSelectElement} Box */
/** @typedef {LineRefusal & { beside?: string[] }} Refused */

/** A box's text with its unit. @param {Box} box @param {string} text */
const measured = (box, text) => {
    const unit = box.parentElement?.querySelector(".unit")?.textContent ?? "";
    const option = box instanceof HTMLSelectElement ? [...box.options].find(({ value }) => value === text) : null;
    return `${option?.text ?? text} ${unit}`.trim();
};

/** Where the reason is told: in the box's sentence, or above its table. @param {Box | null | undefined} box */
const placeOf = (box) => (
    box?.closest(".sentence, .limits li, .sought") ?? box?.closest(".panel")?.querySelector(".filters")
    ?? element("question").querySelector(".limits li:last-child")
);

/**
 * Keep what is refused.
 *
 * @param {Record<string, string>} words
 * @param {(refusal: Refused) => Box | null | undefined} boxOf
 */
export const createRefusals = (words, boxOf) => {
    /** @type {Map<string, Refused>} */
    const refused = new Map();
    /** @type {Map<Box, string>} What the answer is for, as its box has it. */
    const inForce = new Map();

    /** The answer is for what a box holds. @param {Box} box @param {string} [text] */
    const hold = (box, text = box.value) => inForce.set(box, text);

    /** A box is not part of what the answer is for. @param {Box} box */
    const drop = (box) => inForce.delete(box);

    /** @param {Refused} refusal */
    const stillFor = (refusal) => {
        const box = boxOf(refusal);
        if (!box || !refusal.name) return "";
        const text = inForce.get(box);
        if (text === undefined) return words.held_without.replace("{what}", refusal.name);
        return words.held.replace("{what}", `${refusal.name} ${measured(box, text)}`);
    };

    /**
     * Tell what is refused now: these, and those told before that still are.
     *
     * @param {Refused[]} refusals
     * @param {(key: string) => boolean} still
     */
    const tell = (refusals, still) => {
        for (const [key, refusal] of refused) {
            if (still(key) && !refusals.some((one) => one.key === key)) continue;
            boxOf(refusal)?.setAttribute("aria-invalid", "false");
            boxOf(refusal)?.removeAttribute("aria-describedby");
            refused.delete(key);
        }
        for (const refusal of refusals) refused.set(refusal.key, refusal);
        for (const refusal of refused.values()) {
            const box = boxOf(refusal);
            box?.setAttribute("aria-invalid", "true");
            box?.setAttribute("aria-describedby", "problem");
            placeOf(box)?.append(element("problem"));
        }
        say("problem", [...refused.values()].map(({ message }) => message).join(" "));
        say("held", [...refused.values()].map(stillFor).filter(Boolean).join(" "));
    };

    return { hold, drop, tell };
};
