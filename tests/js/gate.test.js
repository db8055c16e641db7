import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { createGate } from "../../assets/common/gate.js";

/** A gate whose page wants “a”, “b”, … one after the other. */
const gateOf = () => {
    const page = { wanted: "a", sent: [], told: [] };
    const gate = createGate({
        ask: (id) => {
            page.sent.push([id, page.wanted]);
            return page.wanted;
        },
        tell: (word) => page.told.push(word),
    });
    return { gate, page };
};

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

test("one request is out at a time, and the newest wish goes out next", () => {
    const { gate, page } = gateOf();
    gate.send();
    for (page.wanted of ["b", "c", "d"]) gate.send();
    assert.deepEqual(page.sent, [[1, "a"]]);
    assert.equal(gate.answered(1), "a");
    assert.equal(gate.busy(), false);
    gate.send();
    assert.deepEqual(page.sent, [[1, "a"], [2, "d"]]);
});

test("an answer that is not awaited is no answer", () => {
    const { gate } = gateOf();
    assert.equal(gate.answered(1), null);
    gate.send();
    assert.equal(gate.answered(7), null);
    assert.equal(gate.busy(), true);
    assert.equal(gate.answered(1), "a");
    assert.equal(gate.answered(1), null);
});

test("a lost request goes out again after 0.5, 1, 2, 4, 8 and 8 s", () => {
    const { gate, page } = gateOf();
    gate.send();
    for (const wait of [500, 1000, 2000, 4000, 8000, 8000]) {
        const sent = page.sent.length;
        gate.lost();
        gate.send(); // waits as well
        mock.timers.tick(wait - 1);
        assert.equal(page.sent.length, sent);
        mock.timers.tick(1);
        assert.equal(page.sent.length, sent + 1);
    }
    assert.deepEqual(page.told, Array(6).fill("lost"));
});

test("a request without any answer is lost after 20 s, and its late answer is not taken", () => {
    const { gate, page } = gateOf();
    gate.send();
    mock.timers.tick(19_999);
    assert.deepEqual(page.told, []);
    mock.timers.tick(1);
    assert.deepEqual(page.told, ["lost"]);
    assert.equal(gate.answered(1), null);
});

test("an answered request is not lost later", () => {
    const { gate, page } = gateOf();
    gate.send();
    gate.answered(1);
    mock.timers.tick(60_000);
    assert.deepEqual(page.told, []);
});

test("what is told of a lost connection goes 4 s after it is back, unless it is lost again", () => {
    const { gate, page } = gateOf();
    gate.send();
    gate.lost();
    mock.timers.tick(500);
    gate.answered(2);
    assert.deepEqual(page.told, ["lost", "back"]);
    mock.timers.tick(4000);
    assert.deepEqual(page.told, ["lost", "back", ""]);

    gate.send();
    gate.lost();
    gate.retry();
    gate.answered(4);
    gate.send();
    gate.lost();
    mock.timers.tick(4000);
    assert.equal(page.told.at(-1), "lost");
});

test("of a busy server it is asked again when that says, which is told only if it goes on", () => {
    const busy = () => new Response("", { status: 503, headers: { "Retry-After": "3" } });
    const { gate, page } = gateOf();
    gate.send();
    gate.lost(busy());
    gate.send(); // waits as well
    mock.timers.tick(2999);
    assert.equal(page.sent.length, 1);
    mock.timers.tick(1);
    assert.equal(page.sent.length, 2);
    assert.deepEqual(page.told, []);
    assert.equal(gate.answered(2), "a");
    assert.deepEqual(page.told, []);

    gate.send();
    gate.lost(busy());
    mock.timers.tick(3000);
    gate.lost(busy());
    assert.deepEqual(page.told, ["busy"]);
    mock.timers.tick(3000);
    gate.answered(5);
    assert.deepEqual(page.told, ["busy", "back"]);
    mock.timers.tick(4000);
    assert.deepEqual(page.told, ["busy", "back", ""]);
});

test("when the browser is online again, a lost request goes out at once, and nothing else does", () => {
    const { gate, page } = gateOf();
    gate.retry();
    assert.deepEqual(page.sent, []);
    gate.send();
    gate.retry();
    assert.equal(page.sent.length, 1);
    gate.lost();
    gate.retry();
    assert.equal(page.sent.length, 2);
    mock.timers.tick(500);
    assert.equal(page.sent.length, 2);
});
