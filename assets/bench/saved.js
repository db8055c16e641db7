// A state as a file, where a link would be too long: written here, read by the server, which keeps nothing.

import { element, page, say } from "../common/page.js";

/** @import { StateRead, Told } from "../wire" */

/**
 * Save the state, and open those that were saved.
 *
 * @param {Told} told
 * @param {() => string} query That of what is drawn.
 * @param {(query: string, leftOut: string[]) => void} opened A state is wanted, of which some could not be used.
 */
export const createSaved = (told, query, opened) => {
    const save = () => {
        const state = Object.fromEntries(new URLSearchParams(query()));
        const text = `${JSON.stringify({ ...told.saved_head, state }, null, 2)}\n`;
        const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
        Object.assign(document.createElement("a"), { href, download: `${state.preset}.cablescope.json` }).click();
        setTimeout(URL.revokeObjectURL, 0, href);
    };

    /**
     * @param {File} file
     * @param {(text: string) => void} [beside] says it where the visitor looks as well
     * @returns {Promise<void>}
     */
    const read = async (file, beside = () => {}) => {
        const words = /** @param {string} text */ (text) => {
            say("state-told", text);
            beside(text);
        };
        if (file.size > told.saved_most) return words(`${file.name}: ${told.words.saved_too_long}`);
        words(told.words.reading);
        try {
            const answer = await fetch(`api/v1/state?lang=${page.lang}`, { method: "POST", body: file });
            /** @type {StateRead} */
            const state = await answer.json();
            if (state.error) return words(`${file.name}: ${state.error.message}`);
            opened(state.query, state.left_out);
            words(`${file.name}: ${state.left_out.length ? told.words.opened_part : told.words.opened_file}`);
        } catch {
            words(told.words.upload_failed);
        }
        return undefined;
    };

    const pick = () => {
        const picker = Object.assign(document.createElement("input"), { type: "file", accept: ".json" });
        picker.addEventListener("change", () => picker.files?.[0] && read(picker.files[0]));
        picker.click();
    };

    for (const [id, press] of /** @type {const} */ ([["save-state", save], ["link-save", save], ["open-state", pick]])) {
        const button = /** @type {HTMLButtonElement} */ (element(id));
        button.disabled = false;
        button.addEventListener("click", press);
    }

    return { read };
};
