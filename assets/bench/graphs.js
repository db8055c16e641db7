// The graphs of the response: attenuation and phase, with the user's zoom and the visitor's own measurement.

import { element } from "../common/page.js";
import { same } from "../common/same.js";
import { frequencies, unpack } from "../common/unpack.js";
import { asWritten, colourLines, writeLines } from "./lines.js";

/** @import { Axis, Redraw, Span, Told } from "../wire" */
/** @import { Swept } from "./sweeps.js" */
/** @typedef {"attenuation" | "phase"} GraphName */

const LABEL_HEIGHT = 14; // [px]
const SMALL = { nticks: 4, title: 11 }; // where a graph is a few lines high
const LEGEND_AFTER = 400; // [ms] Plotly waits 300 for a second click

/** @type {GraphName[]} */
const GRAPHS = ["attenuation", "phase"];

/**
 * The graph as Plotly has made it.
 *
 * @param {GraphName} name
 */
const plot = (name) => /** @type {PlotlyGraph} */ (element(name).querySelector(".js-plotly-plot"));

/** Whether Plotly has drawn a graph. @param {GraphName} name */
const isDrawn = (name) => Boolean(document.getElementById(name) && plot(name)?._fullLayout);

/**
 * A component in what Dash lays out.
 *
 * @param {DashComponent} component
 * @param {string} id
 * @returns {DashComponent | undefined}
 */
const found = (component, id) => {
    if (component.props.id === id) return component;
    const children = [component.props.children ?? []].flat().filter((child) => typeof child === "object");
    for (const child of children) {
        const one = found(child, id);
        if (one) return one;
    }
    return undefined;
};

/**
 * Make a figure what this screen and this hand need: to draw it anew is slow.
 *
 * @param {{ layout: any }} figure
 */
const fit = ({ layout }) => {
    if (matchMedia("(max-width: 860px)").matches) {
        layout.xaxis.nticks = SMALL.nticks;
        layout.yaxis.nticks = SMALL.nticks;
        const { title } = layout.yaxis;
        layout.yaxis.title = { ...title, text: layout.meta?.short ?? title.text, font: { size: SMALL.title } };
    }
    // A finger on the graph scrolls the page, as everywhere else.
    if (matchMedia("(pointer: coarse)").matches) layout.dragmode = false;
};

/** What is held back of the layout, by the id of its place. @type {[string, unknown][]} */
const held = [];

/**
 * Prepare the graphs in a layout that Dash is about to put in place, and hold the second back until the first is drawn: a
 * slow machine answers nobody while it draws both at once.
 *
 * @param {DashComponent} layout
 */
export const prepareGraphs = (layout) => {
    for (const name of GRAPHS) {
        const place = found(layout, `${name}-place`);
        const graph = found(layout, name);
        if (graph?.props.figure) fit(graph.props.figure);
        if (!place || name === GRAPHS[0]) continue;
        held.push([`${name}-place`, place.props.children]);
        place.props.children = null;
    }
};

/** Whether Plotly has drawn both graphs; when the first is drawn, the second follows. */
export const graphsAreThere = () => {
    if (!isDrawn(GRAPHS[0])) return false;
    for (const [id, children] of held.splice(0)) window.dash_clientside.set_props(id, { children });
    return GRAPHS.every(isDrawn);
};

/**
 * Limits of a frequency axis, as Plotly has them.
 *
 * @param {Axis | Span} ends
 * @returns {Span}
 */
export const decades = ([low, high]) => [Math.log10(low), Math.log10(high)];

/** @param {object} shape */
const asText = (shape) => JSON.stringify(shape);

/**
 * Write the names of what lies behind the curves: of the band, and of the thresholds, from the outermost inwards, as far as
 * there is room.
 *
 * Plotly's own labels are measured anew at each change of an axis, which costs a frame.
 *
 * @param {PlotlyGraph} graph
 */
const nameShapes = (graph) => {
    const { xaxis, yaxis, shapes = [] } = graph._fullLayout;
    const [low, high] = yaxis.range;
    const place = /** @type {HTMLElement} */ (graph.parentElement);
    place.querySelectorAll(".shape-name").forEach((old) => old.remove());
    /** @type {(name: string, side: string, left: number, top: number) => void} */
    const write = (name, side, left, top) => {
        const label = document.createElement("span");
        label.className = `shape-name ${side}`;
        label.textContent = name;
        Object.assign(label.style, { left: `${xaxis._offset + left}px`, top: `${yaxis._offset + top}px` });
        place.append(label);
    };
    /** @type {number[]} */
    const taken = [];
    const named = shapes.filter(({ name }) => name).sort((a, b) => Math.abs(b.y0) - Math.abs(a.y0));
    for (const { name = "", yref, x0, y0 } of named) {
        if (yref === "paper") {
            const [first, last] = xaxis.range;
            const left = Math.max(0, (xaxis._length * (Math.log10(x0) - first)) / (last - first));
            // Where 0 dB is at the top, a curve that begins there would strike it out.
            const zero = (yaxis._length * high) / (high - low);
            write(name, "right", left, zero < LABEL_HEIGHT ? yaxis._length - LABEL_HEIGHT : 0);
            continue;
        }
        const line = (yaxis._length * (high - y0)) / (high - low);
        const top = y0 > 0 ? line - LABEL_HEIGHT : line;
        const outside = top < 0 || top + LABEL_HEIGHT > yaxis._length;
        if (outside || taken.some((other) => Math.abs(other - top) < LABEL_HEIGHT)) continue;
        taken.push(top);
        write(name, "left", xaxis._length, top);
    }
};

/**
 * Take over the graphs, in which the first redraw is already drawn.
 *
 * @param {Told} told
 */
export const createGraphs = (told) => {
    let drawn = told.redraw;
    /** Limits of the vertical axes, when the user has not zoomed. @type {Record<string, Span>} */
    let spans = drawn.span;
    /** Whether the user has zoomed the frequencies, and each graph's own axis. */
    const zoomed = { x: false, attenuation: false, phase: false };
    /** The axis that the points of each graph are on. */
    const shown = { attenuation: drawn.range, phase: drawn.range };
    /** What lies behind its curves. */
    const behind = { attenuation: String(drawn.shapes.map(asText)), phase: String(drawn.shapes.map(asText)) };
    /** The frequencies that it shows of it. */
    const axes = { attenuation: drawn.axis, phase: drawn.axis };

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
        }
        if (!same(redraw.axis, axes[name])) {
            axes[name] = redraw.axis;
            zoomed.x = false;
            layout["xaxis.range"] = decades(redraw.axis);
        }
        const shapes = String(redraw.shapes.map(asText));
        if (shapes !== behind[name]) {
            behind[name] = shapes;
            layout.shapes = redraw.shapes.filter((shape) => name === "attenuation" || shape.yref === "paper"); // no levels
        }
        if (!zoomed[name] && !same(redraw.span[name], graph.layout.yaxis.range)) layout["yaxis.range"] = [...redraw.span[name]];
        const pool = graph.data.slice(0, told.traces);
        // One hidden in the legend stays hidden.
        if (pool.filter((trace) => trace.visible).length !== curves.length) {
            window.Plotly.restyle(graph, { visible: pool.map((_, n) => n < curves.length) }, pool.map((_, n) => n));
            data.x = curves.map(() => frequencies(redraw.range));
        }
        if (Object.keys(layout).length) window.Plotly.update(graph, data, layout, traces);
        else window.Plotly.restyle(graph, data, traces);
    };

    /** @param {GraphName} name @param {Redraw} redraw */
    const pinsAsText = (name, { pins, range }) =>
        JSON.stringify(pins.map(({ key, label, curves }) => [key, label, range, curves[name]]));
    /** What is drawn of pins. */
    const pinned = { attenuation: pinsAsText("attenuation", drawn), phase: pinsAsText("phase", drawn) };

    // What is pinned stands still, in the traces after those of the live curves.
    /**
     * @param {GraphName} name
     * @param {Redraw} redraw
     */
    const drawPins = (name, redraw) => {
        const { pins, range } = redraw;
        const text = pinsAsText(name, redraw);
        if (text === pinned[name]) return;
        pinned[name] = text;
        const traces = told.pins.map((_, n) => told.traces + n);
        const x = frequencies(range);
        window.Plotly.restyle(plot(name), {
            visible: traces.map((_, n) => n < pins.length),
            meta: traces.map((_, n) => pins[n]?.key ?? ""),
            name: traces.map((_, n) => asWritten(pins[n]?.label ?? "")),
            x: traces.map((_, n) => (n < pins.length ? x : [])),
            y: traces.map((_, n) => (n < pins.length ? unpack(pins[n].curves[name], told.step) : [])),
        }, traces);
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

    /**
     * Draw the curves of a redraw that shows them.
     *
     * @param {Redraw} redraw
     */
    const draw = (redraw) => {
        drawn = redraw;
        spans = redraw.span;
        drawGraph("attenuation", redraw.curves, redraw);
        drawGraph("phase", redraw.phases, redraw);
        GRAPHS.forEach((name) => drawPins(name, redraw));
        drawMeasured(redraw);
    };

    /**
     * Write curves of a sweep over the lines.
     *
     * @param {Swept} swept
     */
    const write = (swept) => {
        spans = swept.spans;
        for (const name of GRAPHS) {
            const graph = plot(name);
            if (!zoomed[name] && !same(spans[name], graph.layout.yaxis.range)) {
                window.Plotly.relayout(graph, { "yaxis.range": [...spans[name]] });
            }
            writeLines(graph, decades(drawn.range), swept.curves[name]);
        }
    };

    /** Fit the graphs to their places, which had no size while another picture was shown. */
    const resize = () => GRAPHS.forEach((name) => window.Plotly.Plots.resize(plot(name)));

    const unzoom = () => {
        for (const name of GRAPHS) {
            window.Plotly.relayout(plot(name), { "xaxis.range": decades(drawn.axis), "yaxis.range": [...spans[name]] });
        }
    };

    /** @param {GraphName} name */
    const noteZoom = (name) => {
        const { xaxis, yaxis } = plot(name).layout;
        zoomed.x = !same(xaxis.range, decades(drawn.axis));
        zoomed[name] = !same(yaxis.range, spans[name]);
        element("unzoom").hidden = !Object.values(zoomed).includes(true);
        for (const other of GRAPHS) { // both show the same frequencies
            if (!same(plot(other).layout.xaxis.range, xaxis.range)) {
                window.Plotly.relayout(plot(other), { "xaxis.range": [...xaxis.range] });
            }
        }
    };

    // What is hidden in the legend, which stands over the attenuation, is hidden below as well.
    const hideBelow = () => {
        const both = [...drawn.phases.keys(), ...told.pins.map((_, n) => told.traces + n)];
        const hidden = both.map((n) => plot("attenuation").data[n].visible);
        const below = both.map((n) => plot("phase").data[n].visible);
        if (!same(hidden, below)) window.Plotly.restyle(plot("phase"), { visible: hidden }, both);
    };

    // A zoom of the user's own stays through redraws; a double click, or the button, gives the axes back.
    /** @param {GraphName} name */
    const watchZoom = (name) => {
        const graph = plot(name);
        graph.removeAllListeners(); // Dash's own: each redraw and hover would go through its store, and nobody uses that
        graph.on("plotly_relayout", () => noteZoom(name));
        graph.on("plotly_doubleclick", unzoom);
        const finish = () => {
            colourLines(graph);
            nameShapes(graph);
        };
        graph.on("plotly_afterplot", finish);
        finish();
    };

    GRAPHS.forEach(watchZoom);
    plot("attenuation").on("plotly_legendclick", () => void setTimeout(hideBelow, LEGEND_AFTER));
    element("unzoom").addEventListener("click", unzoom);
    drawMeasured(drawn);
    return { draw, write, resize };
};
