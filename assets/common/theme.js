// The button between light and dark.

import { element, page } from "./page.js";
import { keep } from "./storage.js";

/**
 * Show the other theme at each press, and keep the choice for the next visit (early.js reads it).
 *
 * @param {() => void} [shown] It has changed.
 */
export const watchTheme = (shown = () => {}) => {
    element("theme").addEventListener("click", () => {
        const theme = page.dataset.theme === "dark" ? "light" : "dark";
        keep("localStorage", "cablescope-theme", theme);
        page.dataset.theme = theme;
        shown();
    });
};
