// What a browser keeps for us, where it is not told to keep nothing: reading storage that is switched off throws.

/** @typedef {"localStorage" | "sessionStorage"} Storage for good, or as long as the tab */

/**
 * Keep a text under a name; without storage it is forgotten with the page.
 *
 * @param {Storage} storage
 * @param {string} name
 * @param {string} text
 */
export const keep = (storage, name, text) => {
    try {
        window[storage].setItem(name, text);
    } catch {
        // Storage is switched off.
    }
};

/**
 * The text kept under a name; "" if there is none.
 *
 * @param {Storage} storage
 * @param {string} name
 */
export const kept = (storage, name) => {
    try {
        return window[storage].getItem(name) ?? "";
    } catch {
        return ""; // Storage is switched off.
    }
};
