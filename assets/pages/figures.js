// Figures that the server has computed whole.

/** Draw the page's figures, each in the element that names it. */
export const drawFigures = () => {
    const drawn = document.getElementById("drawn");
    if (!drawn) return;
    const figures = JSON.parse(drawn.textContent);
    for (const graph of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-figure]"))) {
        const { data, layout } = figures[graph.dataset.figure ?? ""];
        layout.dragmode = false;
        window.Plotly.newPlot(graph, data, layout, { displayModeBar: false, responsive: true });
    }
};
