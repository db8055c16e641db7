import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

const status = { textContent: "" };

beforeEach(() => {
    globalThis.document = { documentElement: {}, getElementById: () => status };
    mock.timers.enable({ apis: ["setTimeout"] });
});

afterEach(() => {
    delete globalThis.document;
    mock.timers.reset();
});

test("what is said soon after something else stays as long as if it were said alone", async () => {
    const { saySoon } = await import("../../assets/common/clipboard.js");
    saySoon("first");
    mock.timers.tick(2000);
    saySoon("second");
    mock.timers.tick(2000);
    assert.equal(status.textContent, "second");
    mock.timers.tick(2000);
    assert.equal(status.textContent, "");
});
