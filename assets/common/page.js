// What scripts need of the document, whatever the page.

/** The root element: it carries the language, the theme, and whether the page has settled. */
export const page = document.documentElement;

/**
 * The element of an id that the page must have.
 *
 * @param {string} id
 * @returns {HTMLElement}
 */
export const element = (id) => {
    const found = document.getElementById(id);
    if (!found) throw new Error(`The page has no element “${id}”.`);
    return found;
};

/**
 * Show words in an element; a screen reader hears of them only when they are new.
 *
 * @param {string} id
 * @param {string} words
 */
export const say = (id, words) => {
    const place = element(id);
    if (place.textContent !== words) place.textContent = words;
};

/**
 * A heading and its sentence in one line, for a screen reader: with the stop of the page's language.
 *
 * @param {string} heading
 * @param {string} words
 */
export const headed = (heading, words) => `${heading}${page.lang === "ja" ? "。" : ". "}${words}`;
