// The API's page: each form asks its address, and shows what comes back.

import { element, page } from "../common/page.js";
import { watchTheme } from "../common/theme.js";
import { leadBack } from "../common/way_back.js";
import { offerWhole } from "../common/whole.js";

const SHOWN = 4000; // characters of an answer

/** @type {Record<string, string>} */
const words = JSON.parse(element("first").textContent);

/**
 * What came back, to be looked at: a picture as such, all else as text.
 *
 * @param {Response} answer
 */
const shown = async (answer) => {
    if ((answer.headers.get("Content-Type") ?? "").startsWith("image/")) {
        const image = Object.assign(new Image(), { alt: "", src: URL.createObjectURL(await answer.blob()) });
        await image.decode();
        URL.revokeObjectURL(image.src);
        return image;
    }
    if (answer.headers.get("Content-Type") === "application/octet-stream") {
        return Object.assign(document.createElement("p"), { textContent: `${(await answer.arrayBuffer()).byteLength} B` });
    }
    const text = await answer.text();
    const more = text.length - SHOWN;
    const end = more > 0 ? `\n${words.cut.replace("{more}", String(more))}` : "";
    return Object.assign(document.createElement("pre"), { tabIndex: 0, textContent: text.slice(0, SHOWN) + end });
};

/**
 * What each form asked last: of what it asked before, no answer is shown any more.
 *
 * @type {WeakMap<HTMLFormElement, object>}
 */
const last = new WeakMap();

/** @param {HTMLFormElement} form */
const ask = async (form) => {
    const outcome = /** @type {HTMLElement} */ (form.nextElementSibling);
    const told = document.createElement("p");
    const [query, file] = ["query", "file"].map((name) => /** @type {HTMLInputElement?} */ (form.elements.namedItem(name)));
    const address = `${form.action}?${query?.value ?? ""}`;
    outcome.hidden = false;
    outcome.replaceChildren(told);
    told.textContent = words.asking;
    last.set(form, told);
    try {
        const body = file?.files?.[0];
        const start = performance.now();
        const answer = await fetch(address, form.method === "post" ? { method: "POST", body: body ?? "" } : {});
        const result = await shown(answer);
        if (last.get(form) !== told) return;
        told.textContent = `${answer.status} ${answer.statusText}, ${Math.round(performance.now() - start)} ms`;
        const link = Object.assign(document.createElement("a"), { href: address, textContent: address });
        outcome.replaceChildren(told, ...(form.method === "get" ? [link] : []), result);
    } catch {
        told.textContent = words.unanswered;
    }
};

watchTheme();
leadBack();
offerWhole();
for (const form of document.querySelectorAll("form.try")) {
    form.querySelector("[type=file]")?.addEventListener("change", ({ target }) => {
        const { files } = /** @type {HTMLInputElement} */ (target);
        /** @type {HTMLOutputElement} */ (form.querySelector("output")).value = files?.[0]?.name ?? "";
    });
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        void ask(/** @type {HTMLFormElement} */ (form));
    });
}
page.dataset.settled = "true";
