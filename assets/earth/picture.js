// The picture can be pressed: a plug turns, and two devices pressed one after the other get a wire, or lose theirs.

import { element, say } from "../common/page.js";
import { all, box, devices, linksBox, value } from "./form.js";
import { chain, star, toggled } from "./links.js";

/** @import { EarthTold } from "../wire" */

const PRESSED = "[data-flip], [data-joins]";

/**
 * Follow the picture, and the buttons that wire all devices.
 *
 * @param {EarthTold} told
 * @param {() => void} changed A plug or wire of the form is another.
 */
export const watchPicture = (told, changed) => {
    let picked = ""; // the device pressed first, of two to be wired

    /** Say how many devices lie beyond the right edge, where nothing else shows that there are more. */
    const showMore = () => {
        const edge = element("picture").getBoundingClientRect().right + 1;
        const beyond = all(element("picture"), "[data-joins]").filter((one) => one.getBoundingClientRect().right > edge);
        element("more").hidden = !beyond.length;
        say("more", told.words.more.replace("{count}", String(beyond.length)));
    };

    const showPicked = () => {
        for (const joint of all(document, "[data-joins]")) {
            joint.setAttribute("aria-pressed", String(joint.dataset.joins === picked));
        }
        const device = devices()[Number(picked) - 1];
        say("picked", device ? told.words.picked.replace("{name}", () => value(device, "name")) : "");
    };

    /** @param {string} number */
    const pick = (number) => {
        picked = number;
        showPicked();
    };

    /** @param {string} links */
    const wire = (links) => {
        linksBox("w").value = links;
        changed();
    };

    /** @param {string} number */
    const join = (number) => {
        const first = picked;
        pick(first ? "" : number);
        if (first && first !== number) wire(toggled(linksBox("w").value, first, number));
    };

    /** @param {string} number */
    const flip = (number) => {
        const plug = box(devices()[Number(number) - 1], "flip");
        plug.checked = !plug.checked;
        changed();
    };

    /** @param {HTMLElement | null} part */
    const press = (part) => {
        if (part?.dataset.flip) flip(part.dataset.flip);
        else if (part?.dataset.joins) join(part.dataset.joins);
    };

    /**
     * The plug or joint that an event is about.
     *
     * @param {Event} event
     * @returns {HTMLElement | null}
     */
    const pressed = ({ target }) => /** @type {Element} */ (target).closest(PRESSED);

    /**
     * Show another picture; what has the focus in the present one keeps it.
     *
     * @param {string} picture
     */
    const show = (picture) => {
        const { flip: plug, joins } = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset ?? {};
        element("picture").innerHTML = picture;
        const [held] = all(element("picture"), plug ? `[data-flip="${plug}"]` : `[data-joins="${joins}"]`);
        if (plug || joins) held?.focus({ preventScroll: true });
        showPicked();
        showMore();
    };

    element("picture").addEventListener("click", (event) => press(pressed(event)));
    element("picture").addEventListener("keydown", (event) => {
        const part = pressed(event);
        if (!part || !["Enter", " ", "Escape"].includes(event.key)) return;
        event.preventDefault();
        if (event.key === "Escape") pick("");
        else press(part);
    });
    element("picture").addEventListener("scroll", showMore, { passive: true });
    new ResizeObserver(showMore).observe(element("picture"));
    element("more").addEventListener("click", () => element("picture").scrollBy({ left: element("picture").clientWidth / 2 }));
    element("wire-chain").addEventListener("click", () => wire(chain(devices().length)));
    element("wire-star").addEventListener("click", () => wire(star(devices().length)));
    element("wire-none").addEventListener("click", () => wire(""));

    return { show, unpick: () => pick("") };
};
