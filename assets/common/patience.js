// A server that computes for many says 503 and when to ask again; whoever is told so waits that long.

const MOST_TRIES = 6;

/**
 * How long a failure asks to wait [ms]; 0 if it says nothing of it.
 *
 * @param {unknown} failure
 */
export const waitAfter = (failure) => {
    if (!(failure instanceof Response) || failure.status !== 503) return 0;
    return 1000 * (Number(failure.headers.get("Retry-After")) || 1);
};

/**
 * Ask, and again when the server is busy, a few times; the last answer is given whatever it is.
 *
 * @param {() => Promise<Response>} ask
 * @returns {Promise<Response>}
 */
export const patiently = async (ask) => {
    for (let tries = 1; ; tries += 1) {
        const answer = await ask();
        const wait = waitAfter(answer);
        if (!wait || tries === MOST_TRIES) return answer;
        await new Promise((go) => setTimeout(go, wait));
    }
};
