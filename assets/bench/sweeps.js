// Sweeps: the curves of a whole slider in one answer, so that a drag needs no round trip.
//
// The server gives them as Chebyshev coefficients over the slider's positions; here they are only summed up.

import { same } from "../common/same.js";
import { waitAfter } from "../common/patience.js";
import { unpack } from "../common/unpack.js";

/** @import { Limits, Span, Sweep, Values } from "../wire" */
/** @typedef {{ curves: Record<string, Float64Array[]>, spans: Record<string, Span>, times: Span | null }} Swept */

const ASKED_AFTER = 40; // [ms] that a hand stays near: in passing, it wants nothing
const LOST_AFTER = 10_000; // [ms]

/**
 * Sum of a Chebyshev series whose coefficients are curves; of one that stands still always the same array.
 *
 * @param {Float64Array[]} orders
 * @param {number} t from −1 to 1
 */
export const sumOf = (orders, t) => {
    if (orders.length === 1) return orders[0];
    const sum = new Float64Array(orders[0].length);
    let [weight, next] = [1, t]; // Tₖ(t), by its recurrence
    for (const order of orders) {
        for (let n = 0; n < sum.length; n += 1) sum[n] += weight * order[n];
        [weight, next] = [next, 2 * t * next - weight];
    }
    return sum;
};

/**
 * Ask for sweeps, and keep the last one.
 *
 * @param {object} page
 * @param {(id: number, key: string) => void} page.ask
 * @param {(key: string) => Values} page.around The values that stay while a slider moves, as they are on screen.
 */
export const createSweeps = ({ ask, around }) => {
    /** @type {{ sweep: Sweep, base: Values, orders: Record<string, Float64Array[][]> } | null} */
    let held = null;
    /** @type {{ id: number, key: string, base: Values, timer: ReturnType<typeof setTimeout> } | null} */
    let out = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let askTimer;
    let count = 0;
    let wanted = "";

    /**
     * The sweep of a slider among values, if it is there.
     *
     * @param {string} key
     * @param {Values} base
     */
    const of = (key, base) => (held?.sweep.key === key && same(held.base, base) ? held : null);

    const send = () => {
        if (out || !wanted || of(wanted, around(wanted))) return;
        count += 1;
        out = { id: count, key: wanted, base: around(wanted), timer: setTimeout(lost, LOST_AFTER) };
        ask(out.id, out.key);
    };

    /** A hand has come near a slider. @param {string} key */
    const near = (key) => {
        wanted = key;
        clearTimeout(askTimer);
        askTimer = setTimeout(send, ASKED_AFTER);
    };

    /** A hand has taken a slider. @param {string} key */
    const taken = (key) => {
        wanted = key;
        clearTimeout(askTimer);
        send();
    };

    const free = () => {
        clearTimeout(out?.timer);
        out = null;
    };

    /** It will not come; of a busy server it is asked again, if it is still wanted then. @param {unknown} [failure] */
    const lost = (failure) => {
        free();
        const wait = waitAfter(failure);
        if (!wait) return;
        clearTimeout(askTimer);
        askTimer = setTimeout(send, wait);
    };

    /** @param {Sweep} sweep */
    const answered = (sweep) => {
        if (out?.id !== sweep.id) return;
        const { base, key } = out;
        free();
        const unpacked = Object.entries(sweep.curves).map(([graph, traces]) => [
            graph,
            traces.map((orders) => orders.map((order) => unpack(order, sweep.steps[graph]))),
        ]);
        held = { sweep, base, orders: Object.fromEntries(unpacked) };
        if (key !== wanted) send();
    };

    /**
     * The curves at a slider's position, and the limits of their axes; null where they are not known.
     *
     * @param {string} key
     * @param {Values} base
     * @param {number} position
     * @returns {Swept | null}
     */
    const at = (key, base, position) => {
        const found = of(key, base);
        const window = found?.sweep.window;
        if (!found || !window || position < window[0] - 1e-9 || position > window[1] + 1e-9) return null;
        const t = (2 * position - window[0] - window[1]) / (window[1] - window[0]);
        const curves = Object.entries(found.orders).map(([graph, traces]) => [graph, traces.map((orders) => sumOf(orders, t))]);
        const spans = Object.entries(found.sweep.spans).map(([graph, steps]) => {
            const [, low, high] = steps.findLast(([from]) => from <= position) ?? steps[0];
            return [graph, [low, high]];
        });
        return { curves: Object.fromEntries(curves), spans: Object.fromEntries(spans), times: found.sweep.times };
    };

    /**
     * How far a slider may go among values, if that is known.
     *
     * @param {string} key
     * @param {Values} base
     * @returns {Limits | null}
     */
    const limits = (key, base) => {
        const sweep = of(key, base)?.sweep;
        return sweep ? { ends: sweep.limits, beyond: sweep.beyond } : null;
    };

    return { near, taken, answered, lost, at, limits };
};
