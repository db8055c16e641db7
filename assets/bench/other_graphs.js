// The graphs of the other pictures: the line per metre, the impedances.  They are drawn whole when they are looked at.

import { element } from "../common/page.js";
import { same } from "../common/same.js";
import { frequencies, unpack } from "../common/unpack.js";
import { decades } from "./graphs.js";
import { asWritten, colourLines, writeLines } from "./lines.js";

/** @import { Redraw, Told } from "../wire" */
/** @import { Swept } from "./sweeps.js" */

const CONFIG = { displayModeBar: false, responsive: true, showTips: false };

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
 * Draw the graphs that a redraw has.
 *
 * @param {Told} told
 * @param {Redraw} redraw
 */
export const drawOtherGraphs = (told, redraw) => {
    const x = frequencies(redraw.range);
    const behind = redraw.shapes.filter(({ yref }) => yref === "paper");
    for (const [name, curves] of Object.entries(redraw.graphs)) {
        const { data, layout } = told.graphs[name];
        layout.yaxis.title.text = told.titles[redraw.shown.units][name];
        layout.xaxis.range = decades(redraw.axis);
        layout.yaxis.range = [...redraw.span[name]];
        layout.shapes = [...behind, ...heldOutside(redraw)];
        const own = data.length - told.pins.length; // lines before those of pins
        const lines = [...curves.slice(0, own), ...redraw.pins.map((pin, n) => pin.curves[name] ?? curves[own + n])];
        data.forEach((trace, n) => {
            const there = n < lines.length;
            const pin = redraw.pins[n - own];
            Object.assign(trace, { x, y: there ? unpack(lines[n], told.step) : [] });
            // One hidden in the legend stays hidden.
            if (there !== (trace.visible !== false)) trace.visible = there;
            if (pin) Object.assign(trace, { meta: pin.key, name: asWritten(pin.label) });
        });
        window.Plotly.react(plot(name), data, layout, CONFIG);
        colourLines(plot(name));
    }
};

/**
 * Write curves of a sweep over their lines.
 *
 * @param {Redraw} drawn
 * @param {Swept} swept
 */
export const writeOtherGraphs = (drawn, swept) => {
    for (const name of Object.keys(drawn.graphs)) {
        const graph = plot(name);
        if (!same(swept.spans[name], graph.layout.yaxis.range)) {
            window.Plotly.relayout(graph, { "yaxis.range": [...swept.spans[name]] });
        }
        writeLines(graph, decades(drawn.range), swept.curves[name]);
    }
};
