import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { createTyping, watchUndo } from "../../assets/common/undo.js";

/** @type {EventTarget} */
let page;

class InputEvent extends Event {
    constructor(type, { inputType } = {}) {
        super(type);
        this.inputType = inputType;
    }
}

beforeEach(() => {
    page = new EventTarget();
    globalThis.addEventListener = page.addEventListener.bind(page);
    globalThis.InputEvent = InputEvent;
});

afterEach(() => {
    delete globalThis.addEventListener;
    delete globalThis.InputEvent;
});

const stroke = (key, more = {}) => {
    const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
    const event = Object.assign(new Event("keydown", { cancelable: true }), { key, ...plain, ...more });
    page.dispatchEvent(event);
    return event.defaultPrevented;
};

test("the keys that undo and redo everywhere do so here, and no others", () => {
    const steps = [];
    watchUndo((by) => steps.push(by), () => false);
    assert.ok(stroke("z", { ctrlKey: true }) && stroke("z", { metaKey: true }));
    assert.ok(stroke("y", { ctrlKey: true }) && stroke("Z", { metaKey: true, shiftKey: true }));
    assert.deepEqual(steps, [-1, -1, 1, 1]);
    assert.ok(!stroke("z") && !stroke("z", { ctrlKey: true, altKey: true }) && !stroke("c", { ctrlKey: true }));
    assert.equal(steps.length, 4);
});

test("in a box that is being typed in they take back letters, until it is left or a script has changed it", () => {
    const steps = [];
    watchUndo((by) => steps.push(by), createTyping());
    const kinds = [
        [new InputEvent("input", { inputType: "insertText" }), false],
        [new Event("input"), true], // as a number that is dragged tells its box
        [new InputEvent("input", { inputType: "deleteContentBackward" }), false],
        [new Event("focusout"), true],
    ];
    for (const [event, ours] of kinds) {
        page.dispatchEvent(event);
        assert.equal(stroke("z", { ctrlKey: true }), ours);
    }
    assert.deepEqual(steps, [-1, -1]);
});
