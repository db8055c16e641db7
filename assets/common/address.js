// The address bar: it follows the picture, so that the link can be copied from there at any time, and Back undoes.

const ADDRESS_AFTER = 250; // [ms] browsers allow about 100 changes of the address in 30 s

const reloaded = () => {
    const [loaded] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    return loaded?.type === "reload";
};

/**
 * Keep the query of the address as `query` has it.
 *
 * @param {() => string} query
 * @param {(places: { back: boolean, forward: boolean }) => void} [tell] Which ways there are to go, of this page's own.
 */
export const createAddress = (query, tell = () => {}) => {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    let place = Number(history.state?.place ?? 0); // among the page's own entries of the history
    // What lies ahead is the page's own only where it is loaded anew: whoever comes back from another page has that there.
    let last = reloaded() ? Number(history.state?.last ?? place) : place;
    let step = 0; // what the present entry is of
    let noted = 0; // what the next is of, and its query
    let next = "";

    const say = () => tell({ back: place > 0, forward: place < last });

    // In place of the present entry of the history if it is of the same step, else as the next one.
    const write = () => {
        clearTimeout(timer);
        timer = undefined;
        if (location.search === `?${next}`) return;
        const address = `${location.pathname}?${next}${location.hash}`;
        if (noted === step) {
            history.replaceState({ place, last }, "", address);
        } else {
            step = noted;
            place += 1;
            last = place;
            history.pushState({ place }, "", address);
        }
        say();
    };

    /**
     * Write it soon.
     *
     * @param {number} [of] number of the step that led to it: what is one for the user is one way back
     */
    const note = (of = step) => {
        if (of !== noted) flush();
        noted = of;
        next = query();
        timer ??= setTimeout(write, ADDRESS_AFTER);
    };

    /** Write what was only noted, before somebody reads the address. */
    const flush = () => {
        if (timer !== undefined) write();
    };

    /**
     * Go to another of the page's own entries, if there is one.
     *
     * @param {-1 | 1} by back, or forth again
     */
    const go = (by) => {
        flush();
        if (place + by >= 0 && place + by <= last) history.go(by);
    };

    /** The browser has gone to another entry. @param {PopStateEvent} event */
    const gone = ({ state }) => {
        clearTimeout(timer);
        timer = undefined;
        place = Number(state?.place ?? 0);
        last = Math.max(last, place);
        history.replaceState({ place, last }, ""); // for a page that is loaded anew
        say();
    };

    say();
    return { note, flush, go, gone };
};
