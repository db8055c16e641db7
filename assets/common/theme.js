// The button between light and dark.

import { element, page } from "./page.js";
import { keep } from "./storage.js";

/**
 * Show the other theme at each press, and keep the choice for the next visit (early.js reads it).
 *
 * @param {(theme: "dark" | "light") => void} show
 */
export const watchTheme = (show) => {
    element("theme").addEventListener("click", () => {
        const theme = page.dataset.mantineColorScheme === "dark" ? "light" : "dark";
        keep("localStorage", "mantine-color-scheme-value", theme); // Mantine's name for it
        show(theme);
    });
};

/** The button of a page without Mantine. */
export const watchPlainTheme = () => watchTheme((theme) => (page.dataset.mantineColorScheme = theme));
