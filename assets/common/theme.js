// The button between light and dark.

import { element, page } from "./page.js";
import { keep } from "./storage.js";

const forced = matchMedia("(forced-colors: active)");
const dark = matchMedia("(prefers-color-scheme: dark)");

/**
 * Show the other theme at each press, and keep the choice for the next visit (early.js reads it).
 *
 * Where the user has forced colours the theme is the system's, and there is no button: drawings keep the theme's colours,
 * which could not be told from the ground that the system paints under them.
 *
 * @param {() => void} [shown] It has changed.
 */
export const watchTheme = (shown = () => {}) => {
    /** @param {"dark" | "light"} theme */
    const show = (theme) => {
        page.dataset.theme = theme;
        shown();
    };
    element("theme").addEventListener("click", () => {
        const theme = page.dataset.theme === "dark" ? "light" : "dark";
        keep("localStorage", "cablescope-theme", theme);
        show(theme);
    });
    for (const media of [forced, dark]) {
        media.addEventListener("change", () => forced.matches && show(dark.matches ? "dark" : "light"));
    }
};
