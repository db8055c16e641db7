// The one-in-flight gate that every live page shares: while a request is out, newer wishes only replace the
// wanted one; once it is answered, or lost, the newest goes out.  A drag therefore never builds up a backlog,
// however slow the connection is.

import { waitAfter } from "./patience.js";

const LOST_AFTER = 20_000; // [ms] no answer at all, not even a failure
const MOST_WAIT = 8_000; // [ms] between two tries
const BACK_FOR = 4_000; // [ms] that the word on the connection's return stays

/**
 * Let one request out at a time.
 *
 * @template Asked
 * @param {object} page
 * @param {(id: number) => Asked} page.ask Send what is wanted now under that number, and return it.
 * @param {(word: "lost" | "busy" | "back" | "") => void} page.tell Show how the connection is.
 */
export const createGate = ({ ask, tell }) => {
    /** @type {{ id: number, asked: Asked, timer: ReturnType<typeof setTimeout> } | null} */
    let out = null;
    let count = 0;
    let failures = 0;
    let troubled = false; // and that was told
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let retryTimer;

    /** Ask for what is wanted, now or as soon as the way is free. */
    const send = () => {
        if (out || retryTimer) return;
        count += 1;
        out = { id: count, asked: ask(count), timer: setTimeout(lost, LOST_AFTER) };
    };

    /**
     * The request under way will not be answered. A server that is busy says when to ask again; that is told only if it
     * goes on.
     *
     * @param {unknown} [failure]
     */
    const lost = (failure) => {
        if (!out) return;
        clearTimeout(out.timer);
        out = null;
        failures += 1;
        const wait = waitAfter(failure);
        if (!wait || failures > 1) {
            troubled = true;
            tell(wait ? "busy" : "lost");
        }
        retryTimer = setTimeout(retry, wait || Math.min(500 * 2 ** (failures - 1), MOST_WAIT));
    };

    /** Ask again at once, if a lost request waits for its next try. */
    const retry = () => {
        if (!retryTimer) return;
        clearTimeout(retryTimer);
        retryTimer = undefined;
        send();
    };

    /**
     * What was asked under a number, if its answer is awaited; the next request may then go out.
     *
     * @param {number} id
     * @returns {Asked | null}
     */
    const answered = (id) => {
        if (out?.id !== id) return null;
        const { asked, timer } = out;
        clearTimeout(timer);
        out = null;
        failures = 0;
        if (troubled) {
            troubled = false;
            tell("back");
            setTimeout(() => troubled || tell(""), BACK_FOR);
        }
        return asked;
    };

    /** Whether an answer, or the next try, is awaited. */
    const busy = () => Boolean(out || retryTimer);

    return { send, lost, retry, answered, busy };
};
