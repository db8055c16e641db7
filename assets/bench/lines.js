// Lines of a graph, written straight into its picture: a redraw by Plotly costs a frame, this a fraction of one.

/**
 * Number of the trace that a group of Plotly's picture belongs to.
 *
 * @param {Element} group
 * @returns {number}
 */
const traceOf = (group) => {
    const { __data__: data } = /** @type {any} */ (group); // what d3 binds to it
    return (data[0].trace ?? data[0][0].trace).index;
};

/**
 * What was written last into a line, and of what, so that one that stands still costs nothing.
 *
 * @type {WeakMap<Element, { curve: Float64Array, axes: string, d: string }>}
 */
const written = new WeakMap();

/**
 * Write curves over the lines that Plotly has drawn, on its present axes.
 *
 * @param {PlotlyGraph} graph
 * @param {readonly [number, number]} ends first and last of the curves' even points, as the axis has them: of frequencies
 *     common logarithms
 * @param {Float64Array[]} curves by number of trace
 */
export const writeLines = (graph, [first, last], curves) => {
    const { xaxis, yaxis } = graph._fullLayout;
    const [x0, x1] = xaxis.range;
    const [y0, y1] = yaxis.range;
    const [xScale, yScale] = [xaxis._length / (x1 - x0), yaxis._length / (y1 - y0)];
    const axes = String([x0, y1, xScale, yScale, first, last]);
    for (const group of graph.querySelectorAll(".scatterlayer .trace")) {
        const curve = curves[traceOf(group)];
        if (!curve) continue;
        const line = group.querySelector(".js-line");
        const before = line && written.get(line);
        if (!line || (before?.curve === curve && before.axes === axes && before.d === line.getAttribute("d"))) continue;
        const step = (last - first) / (curve.length - 1);
        const points = Array.from(curve, (y, n) => {
            const place = (first + n * step - x0) * xScale;
            return `${place.toFixed(2)},${((y1 - y) * yScale).toFixed(2)}`;
        });
        const d = `M${points.join("L")}`;
        line.setAttribute("d", d);
        written.set(line, { curve, axes, d });
    }
};

/**
 * Give each line the colour of its trace, or of its pin, whether or not others are hidden: the style sheet has a colour for
 * each, by theme.
 *
 * @param {PlotlyGraph} graph
 */
export const colourLines = (graph) => {
    const drawn = graph.data.map(({ visible, meta }, n) => (visible === false || meta ? -1 : n)).filter((n) => n >= 0);
    for (const group of /** @type {NodeListOf<SVGElement>} */ (graph.querySelectorAll(".scatterlayer .trace, .legend .traces"))) {
        const number = traceOf(group);
        const { meta: pin } = graph.data[number];
        group.style.setProperty("--trace", pin ? `var(--pin-${pin})` : `var(--c${drawn.indexOf(number)})`);
    }
};

/**
 * What a visitor wrote, for Plotly, which would take it for markup.
 *
 * @param {string} words
 */
export const asWritten = (words) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
