// Measured files: read by the server, which keeps nothing; what comes back is a code for the link.

import { element, page, say } from "../common/page.js";
import { patiently } from "../common/patience.js";

/** @import { Redraw, CurveRead, Told } from "../wire" */

/**
 * Take files from the buttons, and those dropped on the page.
 *
 * @param {Told} told
 * @param {(key: string, code: string) => void} put Want the curve of a code under a key; none with "".
 * @param {(file: File, beside: (text: string) => void) => void} open Open a saved state.
 * @param {(file: File, beside: (text: string) => void) => void} fit Fit the pickup to its measured response.
 */
export const createFiles = (told, put, open, fit) => {
    /**
     * What was said of a file goes with its code: it comes back with it, and goes when the code goes.
     *
     * @type {Record<string, string>}
     */
    const saidOf = {};
    let drawn = told.redraw;

    /**
     * Say of each file of a redraw what was said when it was read.
     *
     * @param {Redraw} redraw
     * @param {boolean} all those that have not changed as well
     */
    const tell = (redraw, all) => {
        for (const key of told.files) {
            if (all || redraw.given[key] !== drawn.given[key]) say(`${key}-told`, saidOf[redraw.given[key]] ?? "");
        }
        drawn = redraw;
    };

    /**
     * @param {string} kind the key that the user means
     * @param {File} file
     * @param {(text: string) => void} beside says it where the visitor looks as well
     * @param {string} [place] the key to which the file's header sends it
     * @returns {Promise<void>}
     */
    const read = async (kind, file, beside, place = kind) => {
        const words = /** @param {string} text */ (text) => {
            say(`${place}-told`, text);
            beside(text);
        };
        if (file.size > told.most) return words(`${file.name}: ${told.words.too_long}`);
        words(told.words.reading);
        const rest = new URLSearchParams(drawn.query);
        rest.delete(place);
        const room = told.link - `${location.origin}${location.pathname}?${rest}&${place}=`.length;
        const query = new URLSearchParams({ kind, room: String(room), lang: page.lang });
        try {
            const answer = await patiently(() => fetch(`api/v1/curve?${query}`, { method: "POST", body: file }));
            /** @type {CurveRead} */
            const curve = await answer.json();
            if (curve.error) return words(`${file.name}: ${curve.error.message}`);
            if (curve.key !== place) {
                say(`${place}-told`, saidOf[drawn.given[place]] ?? "");
                return await read(kind, file, beside, curve.key); // once more, with the room that there is for it there
            }
            saidOf[curve.code] = `${file.name}: ${curve.message}`;
            words(saidOf[curve.code]);
            put(place, curve.code);
        } catch {
            words(told.words.upload_failed);
        }
        return undefined;
    };

    /** @param {string} key */
    const pick = (key) => {
        const picker = Object.assign(document.createElement("input"), { type: "file", accept: ".frd,.zma,.txt,.csv" });
        picker.addEventListener("change", () => picker.files?.[0] && read(key, picker.files[0], () => {}));
        picker.click();
    };

    for (const key of told.files) {
        element(`${key}-choose`).addEventListener("click", () => pick(key));
        element(`${key}-remove`).addEventListener("click", () => put(key, ""));
    }
    watchDrops(told, (kind, file, beside) => {
        if (kind === "state") open(file, beside);
        else if (kind === "pickup") fit(file, beside);
        else read(kind, file, beside);
    });

    return { tell };
};

const PICKUP_PLACES = ".group.source, .group.output";
/** Whether the source is a pickup: its inductance then matters. */
const hasPickup = () => !element("lp").classList.contains("unused");

/**
 * Follow files that are dragged over the page: show what they would become, and say where they were dropped what became
 * of them, until the next press of a button or a key. Both are hidden from screen readers, which hear it at the control.
 *
 * @param {Told} told
 * @param {(kind: string, file: File, beside: (text: string) => void) => void} read
 */
const watchDrops = (told, read) => {
    const notice = element("dropped");
    /** @param {Event} event */
    const kindAt = ({ target }) => {
        if (!(target instanceof Element)) return "frd";
        if (target.closest(".group.load")) return "zma";
        return hasPickup() && target.closest(PICKUP_PLACES) ? "pickup" : "frd";
    };
    /** Whether it is a saved state that is dragged: its name is told only when it is let go. @param {DragEvent} event */
    const isState = ({ dataTransfer }) => dataTransfer?.items[0]?.type === "application/json";
    /** @param {string} text */
    const show = (text) => {
        notice.textContent = text;
        notice.hidden = !text;
        if (!text) return;
        // Beside the pointer, but within the window.
        const { offsetWidth: width, offsetHeight: height } = notice;
        notice.style.left = `${Math.max(8, Math.min(place[0] + 14, innerWidth - width - 8))}px`;
        notice.style.top = `${Math.max(8, Math.min(place[1] + 14, innerHeight - height - 8))}px`;
    };
    let place = [0, 0];

    addEventListener("dragover", (event) => {
        event.preventDefault();
        if (!event.dataTransfer?.types.includes("Files")) return;
        const kind = isState(event) ? "state" : kindAt(event);
        document.body.dataset.drop = kind;
        place = [event.clientX, event.clientY];
        show(told.words[`drop_${kind}`]);
    });
    addEventListener("dragleave", ({ relatedTarget }) => {
        if (relatedTarget) return; // still over the page
        delete document.body.dataset.drop;
        show("");
    });
    addEventListener("drop", (event) => {
        event.preventDefault();
        delete document.body.dataset.drop;
        show("");
        const file = event.dataTransfer?.files[0];
        if (!file) return;
        place = [event.clientX, event.clientY];
        const at = kindAt(event);
        const [, named] = /\.(zma|frd|json)$/i.exec(file.name) ?? [];
        const kind = named?.toLowerCase() ?? at;
        if (kind === "json") read("state", file, show);
        else read(kind === "frd" && at === "pickup" ? at : kind, file, show); // a response is what a pickup takes
    });
    for (const type of ["pointerdown", "keydown"]) addEventListener(type, () => show(""), true);
};
