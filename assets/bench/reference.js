// Where the values come from, in a room that never grows: what is longer opens over the controls, and moves nothing.

import { element, say } from "../common/page.js";

/** @param {Record<string, string>} words */
export const watchReference = (words) => {
    const [text, button] = [element("reference"), element("reference-whole")];
    const room = /** @type {HTMLElement} */ (text.closest(".reference"));

    /** @param {boolean} open */
    const show = (open) => {
        room.classList.toggle("open", open);
        button.setAttribute("aria-expanded", String(open));
        say(button.id, open ? words.dismiss : words.whole);
        room.scrollTop = 0;
    };
    button.addEventListener("click", () => show(!room.classList.contains("open")));
    room.addEventListener("keydown", ({ key }) => {
        if (key === "Escape") show(false);
    });

    const observer = new ResizeObserver(() => {
        const fits = text.offsetHeight <= room.clientHeight + 1;
        button.hidden = fits;
        if (fits) show(false);
    });
    for (const one of [text, room]) observer.observe(one);
};
