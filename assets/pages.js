// The pages beside the bench: the theme's button, the figures that the server has computed, the way back.
"use strict";

(() => {
    const page = document.documentElement;

    document.getElementById("theme").addEventListener("click", () => {
        const theme = page.dataset.mantineColorScheme === "dark" ? "light" : "dark";
        page.dataset.mantineColorScheme = theme;
        try {
            localStorage.setItem("mantine-color-scheme-value", theme);
        } catch {
            // Storage is switched off: the choice lasts as long as the page.
        }
    });

    // The bench as it was left in this tab, rather than a fresh one.
    try {
        const left = new URLSearchParams(sessionStorage.getItem("cablescope-bench") || "");
        if (left.size && page.lang !== left.get("lang") && left.has("lang")) left.set("lang", page.lang);
        if (left.size) document.querySelectorAll(".bench-link").forEach((link) => (link.href = `./?${left}`));
    } catch {
        // Storage is switched off: the links lead to the bench as it starts.
    }

    const draw = () => {
        const drawn = document.getElementById("drawn");
        if (!drawn) return;
        const figures = JSON.parse(drawn.textContent);
        for (const graph of document.querySelectorAll("[data-figure]")) {
            const { data, layout } = figures[graph.dataset.figure];
            layout.dragmode = false;
            window.Plotly.newPlot(graph, data, layout, { displayModeBar: false, responsive: true });
        }
    };

    draw();
    if (!document.getElementById("told")) page.dataset.settled = "true"; // else a script of the page's own says so
})();
