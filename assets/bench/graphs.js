// The two graphs of the response: attenuation and phase, with the user's zoom and the visitor's own measurement.

import { element } from "../common/page.js";
import { same } from "../common/same.js";
import { frequencies, unpack } from "../common/unpack.js";

/** @import { Redraw, Axis, Span, Told } from "../wire" */
/** @typedef {"attenuation" | "phase"} GraphName */

const PHASE_EVERY = 150; // [ms]

/** @type {GraphName[]} */
const GRAPHS = ["attenuation", "phase"];

/**
 * The graph as Plotly has made it.
 *
 * @param {GraphName} name
 */
const plot = (name) => /** @type {PlotlyGraph} */ (element(name).querySelector(".js-plotly-plot"));

/** Whether Plotly has drawn both graphs. */
export const graphsAreThere = () => GRAPHS.every((name) => document.getElementById(name) && plot(name)?._fullLayout);

/**
 * Limits of a frequency axis, as Plotly has them.
 *
 * @param {Axis | Span} ends
 * @returns {Span}
 */
export const decades = ([low, high]) => [Math.log10(low), Math.log10(high)];

/**
 * Take over the graphs, in which the first redraw is already drawn.
 *
 * @param {Told} told
 * @param {() => void} settle What is shown may have settled.
 */
export const createGraphs = (told, settle) => {
    let drawn = told.redraw;
    let dragging = false;
    let phaseDrawn = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let phaseTimer;
    /** Whether the user has zoomed each axis. */
    const zoomed = { attenuation: { x: false, y: false }, phase: { x: false, y: false } };
    /** The axis that the points of each graph are on. */
    const shown = { attenuation: drawn.range, phase: drawn.range };

    /**
     * @param {GraphName} name
     * @param {number[][]} curves
     * @param {Redraw} redraw
     */
    const drawGraph = (name, curves, redraw) => {
        const graph = plot(name);
        const traces = curves.map((_, n) => n);
        /** @type {Record<string, unknown>} */
        const data = { y: curves.map((curve) => unpack(curve, told.step)) };
        if (curves.some((_, n) => graph.data[n].name !== redraw.names[n])) data.name = redraw.names.slice(0, curves.length);
        /** @type {Record<string, unknown>} */
        const layout = {};
        if (!same(redraw.range, shown[name])) {
            shown[name] = redraw.range;
            data.x = curves.map(() => frequencies(redraw.range));
            zoomed[name].x = false;
            layout["xaxis.range"] = decades(redraw.range);
        }
        if (graph.layout.shapes[0].x1 !== redraw.band[1]) {
            layout["shapes[0].x0"] = redraw.band[0];
            layout["shapes[0].x1"] = redraw.band[1];
        }
        if (!zoomed[name].y && !same(redraw.span[name], graph.layout.yaxis.range)) layout["yaxis.range"] = [...redraw.span[name]];
        const pool = graph.data.slice(0, told.traces);
        if (pool.filter((trace) => trace.visible).length !== curves.length) {
            window.Plotly.restyle(graph, { visible: pool.map((_, n) => n < curves.length) }, pool.map((_, n) => n));
            data.x = curves.map(() => frequencies(redraw.range));
        }
        if (Object.keys(layout).length) window.Plotly.update(graph, data, layout, traces);
        else window.Plotly.restyle(graph, data, traces);
    };

    // The visitor's own curve and its difference from ours: the last two traces, with frequencies of their own.
    /** @param {Redraw} redraw */
    const drawMeasured = ({ measured }) => {
        const graph = plot("attenuation");
        const last = graph.data.length - 2;
        element("fit").hidden = !measured;
        if (!measured && !graph.data[last].visible) return;
        /** @type {Record<string, unknown>} */
        const data = { visible: Boolean(measured) };
        if (measured) {
            data.x = [measured.frequency, measured.frequency];
            data.y = [measured.level, measured.residual];
            data.name = [told.words.measured, told.words.residual];
        }
        window.Plotly.restyle(graph, data, [last, last + 1]);
    };

    /** @param {Redraw} redraw */
    const drawPhase = (redraw) => {
        clearTimeout(phaseTimer);
        phaseTimer = undefined;
        drawGraph("phase", redraw.phases, redraw);
        phaseDrawn = performance.now();
    };

    const finishPhase = () => {
        if (phaseTimer !== undefined) drawPhase(drawn);
        settle();
    };

    /**
     * Draw the curves of a redraw that shows them.
     *
     * @param {Redraw} redraw
     */
    const draw = (redraw) => {
        drawn = redraw;
        drawGraph("attenuation", redraw.curves, redraw);
        drawMeasured(redraw);
        // In a drag the phase is redrawn less often: each graph costs as much as all the rest.
        clearTimeout(phaseTimer);
        if (!dragging || performance.now() - phaseDrawn > PHASE_EVERY) drawPhase(redraw);
        else phaseTimer = setTimeout(finishPhase, PHASE_EVERY);
    };

    /** Fit the graphs to their places, which had no size while another picture was shown. */
    const resize = () => GRAPHS.forEach((name) => window.Plotly.Plots.resize(plot(name)));

    /** @param {GraphName} name */
    const unzoom = (name) => {
        const layout = { "xaxis.range": decades(drawn.range), "yaxis.range": [...drawn.span[name]] };
        window.Plotly.relayout(plot(name), layout);
    };

    // A zoom of the user's own stays through redraws; a double click, or the button, gives the axes back.
    /** @param {GraphName} name */
    const watchZoom = (name) => {
        const graph = plot(name);
        graph.removeAllListeners(); // Dash's own: each redraw and hover would go through its store, and nobody uses that
        graph.on("plotly_relayout", () => {
            zoomed[name].x = !same(graph.layout.xaxis.range, decades(drawn.range));
            zoomed[name].y = !same(graph.layout.yaxis.range, drawn.span[name]);
            element("unzoom").hidden = !GRAPHS.some((each) => zoomed[each].x || zoomed[each].y);
        });
        graph.on("plotly_doubleclick", () => {
            unzoom(name);
            return false;
        });
        // A finger on the graph scrolls the page, as everywhere else.
        if (matchMedia("(pointer: coarse)").matches) window.Plotly.relayout(graph, { dragmode: false });
    };

    const watchDrag = () => {
        element("controls").addEventListener("pointerdown", () => (dragging = true));
        for (const end of ["pointerup", "pointercancel", "blur"]) {
            addEventListener(end, () => {
                dragging = false;
                finishPhase();
            });
        }
    };

    /** Whether the phase still has to follow. */
    const busy = () => phaseTimer !== undefined;

    GRAPHS.forEach(watchZoom);
    watchDrag();
    element("unzoom").addEventListener("click", () => GRAPHS.forEach(unzoom));
    drawMeasured(drawn);
    return { draw, resize, busy };
};
