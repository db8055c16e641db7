import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { createSweeps, sumOf } from "../../assets/bench/sweeps.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

const AROUND = { load: "8" };

/** The sweep of y = x over positions −1 to 3, in steps of 0.5, at one frequency: 1 + 2 t. */
const LINE = {
    key: "len", query: "", limits: ["0.1", "100"], beyond: ["", "too long"], window: [-1, 3], steps: { attenuation: 0.5 },
    curves: { attenuation: [[[2], [4]]] }, spans: { attenuation: [[-1, -5, 0], [2, -10, 0]] },
};

const asking = (around = () => AROUND) => {
    const asked = [];
    return { asked, sweeps: createSweeps({ ask: (id, key) => asked.push({ id, key }), around }) };
};

test("a series is summed as its cosines are", () => {
    const orders = [[1], [0.5], [-0.25], [0.125], [3]].map((order) => Float64Array.from(order));
    for (const t of [-1, -0.3, 0, 0.7, 1]) {
        const expected = orders.reduce((sum, [size], k) => sum + size * Math.cos(k * Math.acos(t)), 0);
        assert.ok(Math.abs(sumOf(orders, t)[0] - expected) < 1e-12);
    }
});

test("a hand that only passes asks for nothing, one that stays asks once", () => {
    const { asked, sweeps } = asking();
    sweeps.near("len");
    sweeps.near("gap");
    mock.timers.tick(1000);
    assert.deepEqual(asked, [{ id: 1, key: "gap" }]);
    sweeps.near("gap");
    mock.timers.tick(1000);
    assert.equal(asked.length, 1, "it is under way");
});

test("the curves at a position, and the limits of their axis", () => {
    const { sweeps } = asking();
    sweeps.taken("len");
    assert.equal(sweeps.at("len", AROUND, 0), null);
    sweeps.answered({ id: 1, ...LINE });
    for (const position of [-1, 0, 1.5, 3]) {
        const { curves, spans } = sweeps.at("len", AROUND, position);
        assert.deepEqual([...curves.attenuation[0]], [position]);
        assert.deepEqual(spans.attenuation, position < 2 ? [-5, 0] : [-10, 0]);
    }
    assert.deepEqual(sweeps.limits("len", AROUND), { ends: ["0.1", "100"], beyond: ["", "too long"] });
});

test("nothing is told outside the window, of another quantity, or among other values", () => {
    const { sweeps } = asking();
    sweeps.taken("len");
    sweeps.answered({ id: 1, ...LINE });
    assert.equal(sweeps.at("len", AROUND, 3.1), null);
    assert.equal(sweeps.at("gap", AROUND, 0), null);
    assert.equal(sweeps.at("len", { load: "4" }, 0), null);
    assert.equal(sweeps.limits("len", { load: "4" }), null);
});

test("an answer that is not awaited, or was lost, is dropped, and the next wish goes out", () => {
    const { asked, sweeps } = asking();
    sweeps.taken("len");
    sweeps.taken("gap"); // waits for the first
    sweeps.answered({ id: 7, ...LINE });
    assert.equal(sweeps.at("len", AROUND, 0), null);
    sweeps.lost();
    sweeps.taken("gap");
    sweeps.answered({ id: 1, ...LINE });
    assert.equal(sweeps.at("len", AROUND, 0), null);
    assert.deepEqual(asked.map(({ key }) => key), ["len", "gap"]);
});
