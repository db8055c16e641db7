// A measured pickup: the server fits it and keeps nothing of its file; what it finds can be taken over.

import { element, page } from "../common/page.js";
import { patiently } from "../common/patience.js";

/** @import { PickupRead, Told, Values } from "../wire" */

/** What is typed of the measurement, as the API calls it, and what it begins with. */
const FIELDS = { rp: "", lp: "", cp: "", fres: "", cres: "10", rtest: "1000", ctest: "0" };

/** What is taken over, in the order of the controls. */
const VALUES = ["lp", "rp", "cp", "rloss", "zsemi", "feddy"];

/**
 * Build the place in which a pickup is fitted.
 *
 * @param {Told} told
 * @param {() => Values} shown The values shown, whose DC resistance counts where none is typed.
 * @param {(values: Values) => void} take Want the values of a pickup.
 */
export const createPickup = (told, shown, take) => {
    const place = element("pickup-fit");
    place.innerHTML = `<details><summary></summary><div class="fields"></div>
        <label class="losses"><span></span> <select></select></label>
        <label class="integrated"><input type="checkbox"> <span></span></label>
        <p><button type="button" class="button choose"></button></p>
        <p role="status"></p><p class="found"></p><button type="button" class="button take" hidden></button></details>`;
    /** @type {<E extends HTMLElement>(selector: string) => E} */
    const part = (selector) => /** @type {any} */ (place.querySelector(selector));
    /** @type {HTMLDetailsElement} */
    const details = part("details");
    /** @type {HTMLInputElement} */
    const integrated = part("input[type=checkbox]");
    const [status, found, button] = [part("[role=status]"), part(".found"), part(".take")];
    part("summary").textContent = told.words.pickup_fit;
    part(".integrated span").textContent = told.words.pickup_integrated;
    /** @type {HTMLSelectElement} */
    const losses = part("select");
    part(".losses span").textContent = told.words.pickup_losses;
    losses.append(...["semi", "resistor"].map((value) => new Option(told.words[`pickup_${value}`], value)));
    part(".choose").textContent = told.words.pickup_choose;
    button.textContent = told.words.pickup_take;

    const fields = Object.entries(FIELDS).map(([key, value]) => {
        const label = document.createElement("label");
        const input = Object.assign(document.createElement("input"), { type: "text", name: key, value, inputMode: "decimal" });
        label.append(`${told.words[`pickup_${key}`]} `, input);
        part(".fields").append(label);
        return input;
    });

    /** The file that was read last, so that what is typed can be changed. @type {File | null} */
    let kept = null;
    /** @type {Values} */
    let values = {};
    let asked = 0;

    /**
     * Fit the pickup to a file.
     *
     * @param {File} file
     * @param {(text: string) => void} [beside] says it where the visitor looks as well
     */
    const read = async (file, beside = () => {}) => {
        const mine = asked += 1;
        const words = /** @param {string} text */ (text) => {
            status.textContent = text;
            beside(text);
        };
        kept = file;
        details.open = true;
        const around = place.closest("details");
        if (around) around.open = true;
        button.hidden = true;
        found.textContent = "";
        for (const input of fields) input.removeAttribute("aria-invalid");
        if (file.size > told.most) return words(`${file.name}: ${told.words.too_long}`);
        words(told.words.reading);
        const query = new URLSearchParams({ lang: page.lang, integrated: integrated.checked ? "1" : "0", losses: losses.value });
        for (const { name, value } of fields) if (value.trim()) query.set(name, value.trim());
        if (!query.has("rp")) query.set("rp", shown().rp);
        try {
            const answer = await patiently(() => fetch(`api/v1/pickup?${query}`, { method: "POST", body: file }));
            /** @type {PickupRead} */
            const fit = await answer.json();
            if (mine !== asked) return undefined; // another was asked for meanwhile
            if (fit.error) return refuse(fit.error, words, file.name);
            values = Object.fromEntries(VALUES.map((key) => [key, String(fit.values[key])]));
            found.textContent = Object.entries(values).filter(([, text]) => text !== "0").map(worded).join(" · ");
            button.hidden = false;
            words(`${file.name}: ${fit.message}`);
        } catch {
            if (mine === asked) words(told.words.upload_failed);
        }
        return undefined;
    };

    /** A value with its name and unit. @param {[string, string]} value */
    const worded = ([key, text]) => `${element(key).getAttribute("aria-label")} ${text} ${told.numbers[key].unit}`;

    /**
     * @param {{ key: string, message: string }} error
     * @param {(text: string) => void} words
     * @param {string} name of the file
     */
    const refuse = ({ key, message }, words, name) => {
        const input = fields.find((one) => one.name === key);
        input?.setAttribute("aria-invalid", "true");
        words(`${input ? told.words[`pickup_${key}`] : name}: ${message}`);
    };

    part(".choose").addEventListener("click", () => {
        const picker = Object.assign(document.createElement("input"), { type: "file", accept: ".frd,.txt,.csv" });
        picker.addEventListener("change", () => picker.files?.[0] && read(picker.files[0]));
        picker.click();
    });
    for (const input of [...fields, losses, integrated]) input.addEventListener("change", () => kept && read(kept));
    button.addEventListener("click", () => {
        take(values);
        button.hidden = true;
    });

    return { read };
};
