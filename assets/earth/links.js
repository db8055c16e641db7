// Wires and stacks as texts: links between devices, which are counted from 1, such as “1-2,2-3:0.1”.

/** @param {string} text */
const linksIn = (text) => text.split(/[,\s]+/).filter(Boolean);

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
