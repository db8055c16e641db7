// What is known of the form's texts: which were good, and which were refused.

/** @import { EarthRefusal } from "../wire" */
/** @typedef {Record<string, string>} Pairs text by key of the link */

const LINKS = ["w", "s", "read"]; // they name devices

/**
 * Remember the texts of the page as it came, which are good.
 *
 * @param {Pairs} first
 */
export const createTexts = (first) => {
    /** @type {Map<string, string>} Key → its last text that was not refused. */
    const good = new Map(Object.entries(first));
    /**
     * Key → its text that was refused, and the texts of others that it was refused beside.
     *
     * @type {Map<string, { text: string, beside: Pairs }>}
     */
    const bad = new Map();

    /**
     * What to ask for: refused text stays in its box, with the reason; everything else goes on with the last valid text.
     *
     * @param {Pairs} written
     * @returns {Pairs}
     */
    const wanted = (written) => {
        const pairs = { ...written };
        for (const [key, { text, beside }] of bad) {
            const stands = written[key] === text && Object.keys(beside).every((name) => written[name] === beside[name]);
            const last = good.get(key);
            if (!stands) bad.delete(key);
            else if (last !== undefined) pairs[key] = last;
            else delete pairs[key];
        }
        return pairs;
    };

    /**
     * @param {Pairs} asked
     * @param {Pick<EarthRefusal, "key" | "beside">} refusal
     */
    const refuse = (asked, { key, beside }) => {
        bad.set(key, { text: asked[key], beside: Object.fromEntries(beside.map((name) => [name, asked[name]])) });
    };

    /** @param {Pairs} asked */
    const accept = (asked) => {
        for (const [key, text] of Object.entries(asked)) if (bad.get(key)?.text !== text) good.set(key, text);
    };

    /** Whether the text of a key is refused. @param {string} key */
    const refused = (key) => bad.has(key);

    /** A device is new: links that were refused may have referred to it. */
    const added = () => LINKS.forEach((key) => bad.delete(key));

    /** What is known of the devices after one that goes moves up with them; links must be tried anew. @param {number} gone */
    const removed = (gone) => {
        moveUp(good, gone);
        moveUp(bad, gone);
    };

    return { wanted, refuse, accept, refused, added, removed };
};

/**
 * @template T
 * @param {Map<string, T>} known
 * @param {number} gone
 */
const moveUp = (known, gone) => {
    const before = [...known].filter(([key]) => key !== `d${gone}` && !LINKS.includes(key));
    known.clear();
    for (const [key, value] of before) {
        const n = Number(/^d(\d+)$/.exec(key)?.[1] ?? 0);
        known.set(n > gone ? `d${n - 1}` : key, value);
    }
};
