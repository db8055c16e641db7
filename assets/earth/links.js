// Wires, stacks and readings as texts about devices, which are counted from 1: “1-2,2-3:0.1”, “1:115,1-2:60,1:0.3@loz”.

/** The links of a text, full-width signs of a Japanese keyboard among them.  @param {string} text */
const linksIn = (text) => text.normalize("NFKC").replace(/[ー‐–−]/g, "-").split(/[,、;\s]+/).filter(Boolean);

/**
 * The text when a device has gone: its links go with it, and the devices after it move up.
 *
 * @param {string} text
 * @param {number} gone
 */
export const withoutDevice = (text, gone) => {
    /** @param {string} number */
    const moved = (number) => (Number(number) > gone ? Number(number) - 1 : Number(number));
    return linksIn(text)
        .map((link) => /^(\d+)-(\d+)(.*)$/.exec(link))
        .filter((link) => link !== null)
        .filter(([, first, second]) => Number(first) !== gone && Number(second) !== gone)
        .map(([, first, second, rest]) => `${moved(first)}-${moved(second)}${rest}`)
        .join(",");
};

/**
 * The text when two devices that have a wire lose theirs, or get one that they lack.
 *
 * @param {string} text
 * @param {string} first
 * @param {string} second
 */
export const toggled = (text, first, second) => {
    const between = new RegExp(`^(${first}-${second}|${second}-${first})(:|$)`);
    const links = linksIn(text);
    const kept = links.filter((link) => !between.test(link));
    return (kept.length < links.length ? kept : [...links, `${first}-${second}`]).join(",");
};

/**
 * The text of wires from each device to the one before it.
 *
 * @param {number} devices
 */
export const chain = (devices) => others(devices).map((n) => `${n - 1}-${n}`).join(",");

/**
 * The text of wires from each device to the first.
 *
 * @param {number} devices
 */
export const star = (devices) => others(devices).map((n) => `1-${n}`).join(",");

/** @param {number} devices */
const others = (devices) => Array.from({ length: Math.max(devices - 1, 0) }, (_, n) => n + 2);

/**
 * @typedef {object} Reading what the boxes of a row hold
 * @property {string} device
 * @property {string} volts
 * @property {string} against "earth", "body", or the number of another device
 * @property {string} meter
 */

/**
 * The text of some readings; a row without volts is none.
 *
 * @param {Reading[]} readings
 */
export const readingsText = (readings) =>
    readings
        .filter(({ volts }) => volts.trim())
        .map(({ device, volts, against, meter }) => {
            const other = against === "earth" ? "" : `-${against}`;
            return `${device}${other}:${volts.trim()}${meter === "dmm" ? "" : `@${meter}`}`;
        })
        .join(",");

/**
 * The number of a device after another one has gone; null for that one itself, and names of no device stay.
 *
 * @param {string} number
 * @param {number} gone
 */
export const movedUp = (number, gone) => {
    if (Number(number) === gone) return null;
    return Number(number) > gone ? String(Number(number) - 1) : number;
};
