import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { patiently, waitAfter } from "../../assets/common/patience.js";

const answer = (status, headers = {}) => new Response("", { status, headers });

/** Answers come in turn; the time of each question is noted. */
const serverOf = (...answers) => {
    const asked = [];
    return { asked, ask: () => Promise.resolve(answers[asked.push(performance.now()) - 1]) };
};

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

/** Let all that waits for promises, and then for timers, go on. */
const pass = async (times) => {
    for (let n = 0; n < times; n += 1) {
        await new Promise((go) => setImmediate(go));
        mock.timers.tick(1000);
    }
};

test("only a busy server asks to wait, as long as it says, else a second", () => {
    assert.equal(waitAfter(answer(503, { "Retry-After": "2" })), 2000);
    assert.equal(waitAfter(answer(503)), 1000);
    assert.equal(waitAfter(answer(500, { "Retry-After": "2" })), 0);
    assert.equal(waitAfter(new TypeError("offline")), 0);
    assert.equal(waitAfter(undefined), 0);
});

test("a busy server is asked again until it answers", async () => {
    const { asked, ask } = serverOf(answer(503), answer(503), answer(200));
    const got = patiently(ask);
    await pass(4);
    assert.equal((await got).status, 200);
    assert.equal(asked.length, 3);
});

test("what is no sign of a busy server is not asked again", async () => {
    const { asked, ask } = serverOf(answer(400), answer(200));
    assert.equal((await patiently(ask)).status, 400);
    assert.equal(asked.length, 1);
});

test("of a server that stays busy its last answer is given", async () => {
    const { asked, ask } = serverOf(...Array.from({ length: 9 }, () => answer(503)));
    const got = patiently(ask);
    await pass(8);
    assert.equal((await got).status, 503);
    assert.equal(asked.length, 6);
});
