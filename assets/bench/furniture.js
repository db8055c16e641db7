// What stands round the native inputs that Dash puts in place: names, units, marks, options, buttons and messages.
//
// Dash looks at each of its components at every change of any of them, and there would be some hundreds of these.

import { marksOf } from "./positions.js";
import { each, feetOf, numberIn, toBox } from "./units.js";

/** @import { Told, Values } from "../wire" */

/**
 * @param {string} tag
 * @param {Record<string, string>} [given] attributes
 * @param {string} [text]
 */
const made = (tag, given = {}, text = "") => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(given)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
};

/**
 * @param {string} id
 * @param {string} words
 */
const button = (id, words) => made("button", { id, class: "button", type: "button" }, words);

/**
 * @param {Element} list
 * @param {Told["options"][string]} groups
 */
const fillList = (list, groups) => {
    for (const [title, options] of groups) {
        const place = title ? list.appendChild(made("optgroup", { label: title })) : list;
        for (const [value, name] of Object.entries(options)) place.append(made("option", { value }, name));
    }
};

/**
 * @param {Element} row of radio buttons
 * @param {string} key
 * @param {Values} names by value
 */
const labelRow = (row, key, names) => {
    for (const radio of row.querySelectorAll("input")) {
        radio.id = `${key}-is-${radio.value}`;
        radio.after(made("label", { for: radio.id }, names[radio.value]));
    }
};

/**
 * Put the unit of a control behind its box, and marks under its slider.
 *
 * @param {HTMLElement} control
 * @param {Told} told
 * @param {string} units
 */
export const measure = (control, told, units) => {
    const number = told.numbers[control.id];
    const feet = feetOf(told, units, control.id);
    const [unit, marks] = [".unit", ".ticks"].map((part) => control.querySelector(part));
    if (unit) unit.textContent = feet?.unit ?? control.dataset.unit ?? "";
    if (!marks || !number) return;
    marks.replaceChildren(...marksOf(numberIn(number, feet)).map(
        ([text, place]) => made("span", { style: `--place: ${place.toFixed(4)}` }, text),
    ));
};

/**
 * Complete one control.
 *
 * @param {HTMLElement} control
 * @param {Told} told
 * @param {string} units
 */
const complete = (control, told, units) => {
    const key = control.id;
    const label = control.getAttribute("aria-label") ?? "";
    const [box, slider, list] = ["box", "slider", "choice"].map((part) => document.getElementById(`${key}-${part}`));
    const named = box ?? list;
    control.prepend(made(named ? "label" : "span", { class: "name", ...(named && { for: named.id }) }, label));
    const row = control.querySelector(".segments");
    if (row) labelRow(row, key, told.options[key][0][1]);
    if (list) fillList(list, told.options[key]);
    if (told.files.includes(key)) {
        control.append(button(`${key}-choose`, told.words.choose_file), button(`${key}-remove`, told.words.remove_file));
        control.append(made("p", { id: `${key}-told`, class: "file-told", role: "status" }));
    }
    if (box) {
        const unit = made("span", { class: "unit" });
        (box.closest(".dash-input-container") ?? box).after(unit);
        box.setAttribute("aria-describedby", `${key}-message`);
        if (slider) {
            const words = told.words.to_preset;
            const name = { "aria-label": `${label}: ${words}`, title: words };
            unit.after(made("button", { id: `${key}-back`, class: "back", type: "button", ...name }, "↺"));
        }
    }
    if (slider) {
        slider.setAttribute("aria-label", label);
        control.append(made("div", { class: "ticks", "aria-hidden": "true" }));
    }
    if (box) {
        measure(control, told, units);
        /** @type {HTMLInputElement} */ (box).value = each(toBox, feetOf(told, units, key), told.redraw.shown[key]);
    }
    if (key in told.redraw.shown) control.append(made("p", { id: `${key}-message`, class: "message" }));
};

/**
 * Do something as soon as it is possible: after a change of the page, and before that is painted.
 *
 * @param {() => boolean} attempt whether it was possible
 */
const assoon = (attempt) => {
    if (attempt()) return;
    const observer = new MutationObserver(() => attempt() && observer.disconnect());
    observer.observe(document.body, { childList: true, subtree: true });
};

/** Whether Dash has put the inputs of a control in place, if it has any. @param {HTMLElement} control */
const isThere = (control) => control.childElementCount > 0 || control.classList.contains("file");

/**
 * Complete the controls as soon as Dash has put them in place.
 *
 * @param {Told} told
 */
export const furnish = (told) => assoon(() => {
    const controls = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".control"));
    [...controls].filter(isThere).forEach((control) => complete(control, told, told.redraw.shown.units));
    return controls.length > 0;
});

/**
 * Let Dash put the inputs of a control in place, and complete it.
 *
 * @param {HTMLElement} control
 * @param {unknown} inputs
 * @param {Told} told
 * @param {string} units
 * @param {() => void} done
 */
export const mount = (control, inputs, told, units, done) => {
    window.dash_clientside.set_props(control.id, { children: inputs });
    assoon(() => {
        if (!isThere(control)) return false;
        complete(control, told, units);
        done();
        return true;
    });
};
