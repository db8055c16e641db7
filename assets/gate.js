// The one-in-flight gate that every live page shares: while a request is out, newer wishes only replace the
// wanted one; when its answer is there, or it is lost, the newest goes out.  So a drag is never answered by
// a backlog, however slow the way is.
"use strict";

// `ask(id)` sends what is wanted now under that number and returns it; `tell(word)` shows "lost", "back" or "".
window.cablescopeGate = ({ ask, tell }) => {
    const LOST_AFTER = 20000; // [ms] no answer at all, not even a failure
    let out = null; // the request under way: {id, asked, timer}
    let count = 0;
    let failures = 0;
    let retryTimer = 0;

    const send = () => {
        if (out || retryTimer) return;
        document.documentElement.dataset.settled = "false";
        count += 1;
        out = { id: count, timer: setTimeout(lost, LOST_AFTER) };
        out.asked = ask(count);
    };

    const lost = () => {
        if (!out) return;
        clearTimeout(out.timer);
        out = null;
        failures += 1;
        tell("lost");
        retryTimer = setTimeout(retry, Math.min(500 * 2 ** (failures - 1), 8000));
    };

    const retry = () => {
        clearTimeout(retryTimer);
        retryTimer = 0;
        send();
    };

    // What was asked under a number, if its answer is awaited; the next may then go out.
    const answered = (id) => {
        if (!out || id !== out.id) return null;
        clearTimeout(out.timer);
        const { asked } = out;
        out = null;
        if (failures) {
            failures = 0;
            tell("back");
            setTimeout(() => failures || tell(""), 4000);
        }
        return asked;
    };

    const busy = () => Boolean(out || retryTimer);

    addEventListener("online", () => retryTimer && retry());
    return { send, lost, answered, busy };
};
