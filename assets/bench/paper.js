// Graphs on paper, which is of another size than the screen.

/** Room for them on a page A4 beside the answer and the figures [px]. */
const ROOM = { width: 690, height: 310 };

/** Let the graphs go on paper as they are drawn, only smaller. */
export const fitToPaper = () => {
    const all = /** @type {NodeListOf<PlotlyGraph>} */ (document.querySelectorAll(".curves .js-plotly-plot"));
    const shown = [...all].filter((graph) => graph.clientHeight);
    const high = shown.reduce((sum, graph) => sum + graph._fullLayout.height, 0);
    for (const graph of shown) {
        const { width, height } = graph._fullLayout;
        const { style } = /** @type {HTMLElement} */ (graph.closest(".graph"));
        style.setProperty("--drawn-width", `${width}px`);
        style.setProperty("--drawn-height", `${height}px`);
        style.setProperty("--shrink", String(Math.min(1, ROOM.width / width, ROOM.height / high)));
    }
};
