// The address bar: it follows the picture, so that the link can be copied from there at any time.

const ADDRESS_AFTER = 250; // [ms] browsers allow about 100 changes of the address in 30 s

/**
 * Keep the query of the address as `query` has it.
 *
 * @param {() => string} query
 */
export const createAddress = (query) => {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;

    /** Write it now, in place of the present entry of the history or as the next one. */
    const write = (asNext = false) => {
        clearTimeout(timer);
        timer = undefined;
        if (location.search === `?${query()}`) return;
        const address = `${location.pathname}?${query()}${location.hash}`;
        if (asNext) history.pushState(null, "", address);
        else history.replaceState(null, "", address);
    };

    /** Write it soon. */
    const note = () => {
        timer ??= setTimeout(write, ADDRESS_AFTER);
    };

    /** Write what was only noted, before somebody reads the address. */
    const flush = () => {
        if (timer !== undefined) write();
    };

    return { write, note, flush };
};
