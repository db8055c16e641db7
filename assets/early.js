// Runs before everything else, in the head of the page.
"use strict";

(() => {
    const plainFetch = window.fetch;
    window.fetch = async (resource, options) => {
        const path = typeof resource === "string" ? resource.split("?")[0] : "";
        // The layout depends on the address (state, language), but Dash asks for it without one.
        if (path.endsWith("_dash-layout")) return plainFetch(path + location.search, options);
        if (!path.endsWith("_dash-update-component")) return plainFetch(resource, options);
        // A callback that fails leaves no trace on the page; the bench must know which, to ask again.
        const { output } = JSON.parse(String(options?.body));
        const lost = (/** @type {unknown} */ failure) => {
            const detail = { output, failure };
            setTimeout(() => window.dispatchEvent(new CustomEvent("cablescope-lost", { detail })));
        };
        try {
            const response = await plainFetch(resource, options);
            if (!response.ok) lost(response);
            return response;
        } catch (failure) {
            lost(failure);
            throw failure;
        }
    };

    // The theme chosen last, before the first paint; beside colours of the user's own only the system's can be read.
    let theme = null;
    try {
        if (!matchMedia("(forced-colors: active)").matches) theme = localStorage.getItem("cablescope-theme");
    } catch {
        // Storage is switched off: the theme is the system's.
    }
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    document.documentElement.dataset.theme = theme === "dark" || theme === "light" ? theme : system;
})();
