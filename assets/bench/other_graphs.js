// The graphs of the other pictures: the line per metre, the impedances.  They are drawn whole when they are looked at.

import { element } from "../common/page.js";
import { frequencies, unpack } from "../common/unpack.js";
import { decades } from "./graphs.js";

/** @import { Told, View } from "../wire" */

/**
 * Where a measured impedance has no data and its ends are held: greyed, as far as the axis goes.
 *
 * @param {View} view
 */
const heldOutside = (view) => {
    if (!view.known || view.tab !== "impedance") return [];
    const ends = [[view.range[0], view.known[0]], [view.known[1], view.range[1]]].filter(([x0, x1]) => x0 < x1);
    return ends.map(([x0, x1]) => ({
        type: "rect", xref: "x", yref: "paper", layer: "above", x0, x1, y0: 0, y1: 1,
        line: { width: 0 }, fillcolor: "rgba(128,128,128,0.28)",
    }));
};

/**
 * Draw the graphs that a view has.
 *
 * @param {Told} told
 * @param {View} view
 */
export const drawOtherGraphs = (told, view) => {
    const x = frequencies(view.range);
    const [x0, x1] = view.band;
    for (const [name, curves] of Object.entries(view.graphs)) {
        const { data, layout } = told.graphs[name];
        layout.xaxis.range = decades(view.range);
        layout.shapes = [{ ...layout.shapes[0], x0, x1 }, ...heldOutside(view)];
        data.forEach((trace, n) => Object.assign(trace, { x, y: unpack(curves[n], told.step) }));
        window.Plotly.react(element(name), data, layout, { displayModeBar: false, responsive: true });
    }
};
