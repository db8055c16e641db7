// Runs before everything else, in the head of the page.
"use strict";

// The layout depends on the address (state, language), but Dash asks for it without one.
const plainFetch = window.fetch;
window.fetch = (resource, options) => {
    const isLayout = typeof resource === "string" && resource.endsWith("_dash-layout");
    return plainFetch(isLayout ? resource + location.search : resource, options);
};

// The theme chosen last, before the first paint; Mantine stores it under this name.
const chosen = localStorage.getItem("mantine-color-scheme-value");
const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
