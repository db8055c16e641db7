// The graphs of the other pictures: signals in time, the line per metre, the impedances.  They are drawn whole when they are
// looked at.

import { element } from "../common/page.js";
import { same } from "../common/same.js";
import { frequencies, times, unpack } from "../common/unpack.js";
import { decades } from "./graphs.js";
import { asWritten, colourLines, writeLines } from "./lines.js";

/** @import { Redraw, Span, Told } from "../wire" */
/** @import { Swept } from "./sweeps.js" */

const NARROW_TICKS = 4; // where more numbers would touch
const CONFIG = { displayModeBar: false, showTips: false };

// The room of a graph changes with the window, and with what stands above it, such as pins.
const watched = new ResizeObserver((entries) => {
    for (const { target } of entries) {
        const { _fullLayout: drawn, clientWidth, clientHeight } = /** @type {PlotlyGraph} */ (target);
        const fits = clientWidth === drawn.width && clientHeight === drawn.height;
        if (clientWidth && !fits) window.Plotly.Plots.resize(/** @type {PlotlyGraph} */ (target));
    }
});

/** @param {string} name */
const plot = (name) => /** @type {PlotlyGraph} */ (element(name));

/**
 * Where a measured impedance has no data and its ends are held: greyed, as far as the axis goes.
 *
 * @param {Redraw} redraw
 */
const heldOutside = (redraw) => {
    if (!redraw.known || redraw.view !== "impedance") return [];
    const ends = [[redraw.range[0], redraw.known[0]], [redraw.known[1], redraw.range[1]]].filter(([x0, x1]) => x0 < x1);
    return ends.map(([x0, x1]) => ({
        type: "rect", xref: "x", yref: "paper", layer: "above", x0, x1, y0: 0, y1: 1,
        line: { width: 0 }, fillcolor: "rgba(128,128,128,0.28)",
    }));
};

/**
 * The ends of a graph's horizontal axis and of the points on it, as Plotly has them, and those points.
 *
 * @param {Told["graphs"][string]} graph
 * @param {Pick<Redraw, "times" | "axis" | "range">} redraw
 * @returns {{ axis: Span, ends: Span, points: () => number[] }}
 */
const across = ({ layout }, { times: ends, axis, range }) => {
    if (layout.xaxis.type === "linear" && ends) return { axis: ends, ends, points: () => times(ends, range[2]) };
    return { axis: decades(axis), ends: decades(range), points: () => frequencies(range) };
};

/**
 * Draw the graphs that a redraw has.
 *
 * @param {Told} told
 * @param {Redraw} redraw
 */
export const drawOtherGraphs = (told, redraw) => {
    const behind = redraw.shapes.filter(({ yref }) => yref === "paper");
    for (const [name, curves] of Object.entries(redraw.graphs)) {
        const { data, layout } = told.graphs[name];
        const { axis, points } = across(told.graphs[name], redraw);
        const x = points();
        layout.yaxis.title.text = told.titles[redraw.shown.units][name];
        layout.xaxis.range = axis;
        if (matchMedia("(max-width: 480px)").matches) layout.xaxis.nticks = NARROW_TICKS;
        layout.yaxis.range = [...redraw.span[name]];
        layout.shapes = redraw.times ? [] : [...behind, ...heldOutside(redraw)];
        const moving = data.filter(({ meta }) => meta !== "limit");
        const own = moving.length - told.pins.length; // lines before those of pins
        const lines = [...curves.slice(0, own), ...redraw.pins.map((pin, n) => pin.curves[name] ?? curves[own + n])];
        moving.forEach((trace, n) => {
            const there = n < lines.length;
            const pin = redraw.pins[n - own];
            Object.assign(trace, { x, y: there ? unpack(lines[n], told.step) : [] });
            // One hidden in the legend stays hidden.
            if (there !== (trace.visible !== false)) trace.visible = there;
            if (pin) Object.assign(trace, { meta: pin.key, name: asWritten(pin.label) });
        });
        window.Plotly.react(plot(name), data, layout, CONFIG);
        colourLines(plot(name));
        watched.observe(plot(name));
    }
};

/**
 * Write curves of a sweep over their lines.
 *
 * @param {Told} told
 * @param {Redraw} drawn
 * @param {Swept} swept
 */
export const writeOtherGraphs = (told, drawn, swept) => {
    for (const name of Object.keys(drawn.graphs)) {
        const graph = plot(name);
        const { axis, ends } = across(told.graphs[name], { ...drawn, times: swept.times });
        const { xaxis, yaxis } = graph.layout;
        const moved = {
            ...(swept.times && !same(axis, xaxis.range) && { "xaxis.range": [...axis] }),
            ...(!same(swept.spans[name], yaxis.range) && { "yaxis.range": [...swept.spans[name]] }),
        };
        if (Object.keys(moved).length) window.Plotly.relayout(graph, moved);
        writeLines(graph, ends, swept.curves[name]);
    }
};
