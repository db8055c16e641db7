// What stands round the native inputs that Dash puts in place: names, units, marks, options, buttons and messages.
//
// Dash looks at each of its components at every change of any of them, and there would be some hundreds of these.

import { element } from "../common/page.js";
import { marksOf } from "./positions.js";
import { each, feetOf, numberIn, toBox } from "./units.js";

/** @import { Told, Values } from "../wire" */

/**
 * @param {string} tag
 * @param {Record<string, string>} [given] attributes
 * @param {string} [text]
 */
const made = (tag, given = {}, text = "") => {
    const one = document.createElement(tag);
    for (const [name, value] of Object.entries(given)) one.setAttribute(name, value);
    one.textContent = text;
    return one;
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
 * A list of options.
 *
 * @param {string} key
 * @param {Told["options"][string]} groups
 */
const listOf = (key, groups) => {
    const list = made("select", { id: `${key}-choice` });
    fillList(list, groups);
    return list;
};

/**
 * A row of radio buttons.
 *
 * @param {string} key
 * @param {Values} names by value
 */
const rowOf = (key, names) => {
    const row = made("div", { class: "segments" });
    for (const [value, name] of Object.entries(names)) {
        const id = `${key}-is-${value}`;
        const segment = row.appendChild(made("div", { class: "segment" }));
        segment.append(made("input", { id, type: "radio", name: `${key}-choice`, value }), made("label", { for: id }, name));
    }
    return row;
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
 * Name the options of a list that have a length in their names.
 *
 * @param {HTMLElement} control
 * @param {Told} told
 * @param {string} units
 */
export const nameIn = (control, told, units) => {
    const names = Object.assign({}, ...(told.options[control.id] ?? []).map(([, options]) => options));
    for (const [value, inFeet] of Object.entries(told.names_in_feet[control.id] ?? {})) {
        const option = control.querySelector(`option[value="${value}"]`);
        if (option) option.textContent = units === "imperial" ? inFeet : names[value];
    }
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
    const [box, slider] = ["box", "slider"].map((part) => document.getElementById(`${key}-${part}`));
    const list = control.classList.contains("list") ? listOf(key, told.options[key]) : null;
    const named = box ?? list;
    if (list) control.prepend(list);
    if (control.classList.contains("choice")) control.prepend(rowOf(key, told.options[key][0][1]));
    control.prepend(made(named ? "label" : "span", { class: "name", ...(named && { for: named.id }) }, label));
    if (list && units === "imperial") nameIn(control, told, units);
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
const isThere = (control) => control.childElementCount > 0 || control.matches(".file, .choice, .list");

/**
 * Complete the controls, and put the other pictures below the curves, as soon as Dash has put those in place.
 *
 * @param {Told} told
 */
export const furnish = (told) => assoon(() => {
    const controls = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".control"));
    [...controls].filter(isThere).forEach((control) => complete(control, told, told.redraw.shown.units));
    if (controls.length) element("curves").append(/** @type {HTMLTemplateElement} */ (element("views")).content);
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
