import assert from "node:assert/strict";
import { test } from "node:test";

import { stepBy } from "../../assets/common/steps.js";

const after = (key, more = {}, value = "1") => {
    const slider = { min: "-1", max: "2.5", value };
    return stepBy(slider, 0.01, { key, ...more }) ? Number(slider.value) : null;
};

test("keys step, finely with Shift, as far as the ends", () => {
    assert.ok(Math.abs(after("ArrowRight") - 1.01) < 1e-12);
    assert.ok(Math.abs(after("ArrowDown", { shiftKey: true }) - 0.999) < 1e-12);
    assert.ok(Math.abs(after("PageUp") - 1.1) < 1e-12);
    assert.deepEqual([after("Home"), after("End")], [-1, 2.5]);
    assert.equal(after("PageDown", {}, "-0.95"), -1);
});

test("other keys are left to others", () => {
    assert.equal(after("Tab"), null);
    assert.equal(after("ArrowRight", { ctrlKey: true }), null);
});
