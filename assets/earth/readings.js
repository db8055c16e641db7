// The readings of a meter: rows of boxes that stand for one text of the link, such as “1:115,1-2:60,1:0.3@loz”.

import { element } from "../common/page.js";
import { movedUp, readingsText } from "./links.js";

/** @typedef {HTMLInputElement | HTMLSelectElement} Box */

const rows = () => /** @type {HTMLElement[]} */ ([...element("readings").children]);

/** @param {HTMLElement} row @param {string} name */
const box = (row, name) => /** @type {Box} */ (row.querySelector(`[data-part="${name}"]`));

const written = () =>
    readingsText(
        rows().map((row) => ({
            device: box(row, "device").value,
            volts: box(row, "volts").value,
            against: box(row, "against").value,
            meter: box(row, "meter").value,
        })),
    );

/**
 * Follow the rows.
 *
 * @param {object} page
 * @param {() => string[]} page.names Names of the devices, in their order.
 * @param {(text: string) => void} page.changed The rows stand for another text.
 */
export const watchReadings = ({ names, changed }) => {
    /** Let the options bear the devices' names; those of devices that are not there are not offered. */
    const nameDevices = () => {
        const present = names();
        for (const option of element("readings").querySelectorAll("option")) {
            const number = Number(option.value);
            if (!number) continue;
            option.hidden = option.disabled = number > present.length;
            option.textContent = option.hidden ? option.value : `${number} ${present[number - 1]}`;
        }
    };

    const add = () => {
        const blank = /** @type {HTMLTemplateElement} */ (element("unread"));
        const row = /** @type {HTMLElement} */ (blank.content.firstElementChild?.cloneNode(true));
        element("readings").append(row);
        const used = new Set(rows().slice(0, -1).map((one) => box(one, "device").value));
        const free = names().findIndex((_, n) => !used.has(String(n + 1)));
        box(row, "device").value = String(free < 0 ? 1 : free + 1);
        nameDevices();
        return row;
    };

    /** A device has gone: its readings go with it, and the devices after it move up.  @param {number} gone */
    const withoutDevice = (gone) => {
        for (const row of rows()) {
            for (const place of [box(row, "device"), box(row, "against")]) {
                const number = movedUp(place.value, gone);
                if (number === null) row.remove();
                else place.value = number;
            }
        }
        if (!rows().length) add();
        nameDevices();
        changed(written());
    };

    element("readings").addEventListener("input", () => changed(written()));
    element("readings").addEventListener("click", (event) => {
        const row = /** @type {HTMLElement} */ (event.target).closest("[data-unread]")?.closest("[data-reading]");
        if (!row) return;
        row.remove();
        if (!rows().length) add();
        box(rows()[0], "volts").focus();
        changed(written());
    });
    element("add-reading").addEventListener("click", () => box(add(), "volts").focus());
    nameDevices();
    return { nameDevices, withoutDevice };
};
