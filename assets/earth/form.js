// The form: devices and what is around them.  Its boxes are the state of the page.

import { element } from "../common/page.js";
import { filled, kindOf } from "./kinds.js";
import { withoutDevice } from "./links.js";
import { deviceText } from "./query.js";
import { follow, noted, slide, step } from "./sliders.js";

/** @import { EarthKind, EarthTold } from "../wire" */
/** @typedef {HTMLInputElement | HTMLSelectElement} Box */

/**
 * All elements in a part of the page that a selector finds.
 *
 * @template {HTMLElement} [T=HTMLElement]
 * @param {ParentNode} part
 * @param {string} selector
 * @returns {T[]}
 */
export const all = (part, selector) => /** @type {T[]} */ ([...part.querySelectorAll(selector)]);

/** @returns {HTMLElement[]} */
export const devices = () => all(element("list"), "[data-device]");

/**
 * A box in a part of the form.
 *
 * @param {ParentNode} part
 * @param {string} name
 */
export const box = (part, name) => /** @type {HTMLInputElement} */ (part.querySelector(`[data-field="${name}"]`));

/**
 * @param {ParentNode} part
 * @param {string} name
 */
export const value = (part, name) => box(part, name).value.trim();

/** Parts of the form that are no device, each for one key. */
const around = () => all(document, "[data-key]");

/** Every part of the form, with its key. @returns {[string, HTMLElement][]} */
export const parts = () => [
    ...around().map((part) => /** @type {[string, HTMLElement]} */ ([part.dataset.key ?? "", part])),
    ...devices().map((part, n) => /** @type {[string, HTMLElement]} */ ([`d${n + 1}`, part])),
];

/** The box of all wires, of all stacks, or of all readings. @param {"w" | "s" | "read"} key */
export const linksBox = (key) => box(/** @type {HTMLElement} */ (document.querySelector(`[data-key="${key}"]`)), key);

/** What the form holds, by key of the link. @returns {Record<string, string>} */
export const written = () => {
    const texts = around().map((part) => [part.dataset.key, value(part, part.dataset.key ?? "")]);
    const ours = devices().map((device, n) => [`d${n + 1}`, deviceText({
        name: value(device, "name"),
        line: value(device, "line"),
        neutral: value(device, "neutral"),
        ground: value(device, "ground"),
        flip: box(device, "flip").checked,
        pe: value(device, "pe"),
        r: value(device, "r"),
    })]);
    return Object.fromEntries([["v", "1"], ...texts, ...ours]);
};

/**
 * Say in a part of the form what is wrong there, and mark the box.
 *
 * @param {HTMLElement} part
 * @param {string} message
 * @param {string} name
 */
export const tell = (part, message, name) => {
    const problem = part.querySelector("[data-problem]");
    if (problem) problem.textContent = message;
    for (const one of all(part, "[data-field]")) one.setAttribute("aria-invalid", String(one.dataset.field === name));
};

/** @type {Record<string, EarthKind>} */
let kinds = {};

/** Let the menu of kinds show the one that stands in the boxes of a device.  @param {HTMLElement} device */
const showKind = (device) => {
    const [line, neutral, ground, pe] = ["line", "neutral", "ground", "pe"].map((name) => value(device, name));
    const key = kindOf(kinds, { line, neutral, ground, pe });
    /** @type {HTMLSelectElement} */ (device.querySelector("[data-kind]")).value = key;
    /** @type {HTMLElement} */ (device.querySelector("[data-kind-words]")).textContent = kinds[key]?.words ?? "";
};

/** Let sliders, menus and check marks follow the boxes that they stand for. @param {HTMLElement} part */
export const followBoxes = (part) => {
    if ("device" in part.dataset) showKind(part);
    /** @type {HTMLInputElement[]} */ (all(part, "[data-slides]")).forEach(follow);
    for (const mark of /** @type {HTMLInputElement[]} */ (all(part, "[data-toggles]"))) {
        mark.checked = value(part, mark.dataset.toggles ?? "") !== "";
    }
};

/** @param {HTMLElement} device */
const removeButton = (device) => /** @type {HTMLButtonElement} */ (device.querySelector("[data-remove]"));

/**
 * Follow the form.
 *
 * @param {EarthTold} told
 * @param {object} page
 * @param {() => void} page.changed A box holds something else.
 * @param {() => void} page.added A device is new.
 * @param {(n: number) => void} page.removed Device n, from 1, has gone.
 */
export const watchForm = (told, { changed, added, removed }) => {
    kinds = told.kinds;
    const number = () => {
        devices().forEach((device, n) => {
            const place = device.querySelector("[data-number]");
            if (place) place.textContent = String(n + 1);
            removeButton(device).disabled = devices().length === 1;
        });
        /** @type {HTMLButtonElement} */ (element("add")).disabled = devices().length >= told.most;
    };

    /** @param {HTMLElement} device @param {string} kind "" for its own values, which are there already */
    const choose = (device, kind) => {
        if (!kind) return;
        const boxes = filled(kinds, kind, value(device, "name"), told.words.new);
        for (const [name, text] of Object.entries(boxes)) box(device, name).value = text;
    };

    const add = () => {
        const blank = /** @type {HTMLTemplateElement} */ (element("blank"));
        const device = /** @type {HTMLElement} */ (blank.content.firstElementChild?.cloneNode(true));
        element("list").append(device);
        box(device, "name").value = `${told.words.new} ${devices().length}`;
        followBoxes(device);
        number();
        box(device, "name").focus();
        added();
        changed();
    };

    /** @param {HTMLElement} device */
    const remove = (device) => {
        const gone = devices().indexOf(device) + 1;
        device.remove();
        for (const key of /** @type {const} */ (["w", "s"])) linksBox(key).value = withoutDevice(linksBox(key).value, gone);
        number();
        removeButton(devices()[gone - 1] ?? devices()[gone - 2]).focus();
        removed(gone);
        changed();
    };

    element("controls").addEventListener("input", (event) => {
        const target = /** @type {HTMLInputElement} */ (event.target);
        const part = /** @type {HTMLElement} */ (target.closest("[data-device], [data-key]"));
        if ("kind" in target.dataset) choose(part, target.value);
        else if (target.dataset.slides) slide(target);
        else if (target.dataset.toggles) box(part, target.dataset.toggles).value = target.checked ? told.earth : "";
        followBoxes(part);
        changed();
    });
    element("controls").addEventListener("keydown", (event) => {
        const target = /** @type {HTMLInputElement} */ (event.target);
        if (!target.dataset.slides || !step(target, event)) return;
        event.preventDefault();
        slide(target);
        changed();
    });
    // A finger that scrolls the page moves the slider that it happens to begin on before the browser finds out.
    /** @type {(() => void) | null} */
    let putBack = null;
    element("controls").addEventListener("pointerdown", (event) => {
        const target = /** @type {HTMLInputElement} */ (event.target);
        putBack = target.dataset.slides ? noted(target) : null;
    });
    element("controls").addEventListener("pointercancel", () => {
        putBack?.();
        changed();
    });
    element("controls").addEventListener("click", (event) => {
        const device = /** @type {HTMLElement} */ (event.target).closest("[data-remove]")?.closest("[data-device]");
        if (device) remove(/** @type {HTMLElement} */ (device));
    });
    element("add").addEventListener("click", add);
    parts().forEach(([, part]) => followBoxes(part));
    number();
};
