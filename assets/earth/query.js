// The form of the earth page as a query.

/**
 * @typedef {object} Device what the boxes of a device hold
 * @property {string} name
 * @property {string} line
 * @property {string} neutral
 * @property {string} ground
 * @property {boolean} flip
 * @property {string} pe
 * @property {string} r
 */

/**
 * A device as the link has it: its parts between tildes.  The server tells a name in which there is one.
 *
 * @param {Device} device
 */
export const deviceText = ({ name, line, neutral, ground, flip, pe, r }) => {
    const texts = [name, line, neutral, ground];
    if (flip) texts.push("flip");
    if (pe) texts.push(`pe${pe}`);
    if (r) texts.push(`r${r}`);
    return texts.join("~");
};

/**
 * Pairs as a query.  It is as short as possible, because servers limit the length of an address: the signs that stand in
 * devices and links stay as they are.
 *
 * @param {Record<string, string>} pairs
 */
export const queryOf = (pairs) =>
    new URLSearchParams(pairs).toString().replace(/%7E/g, "~").replace(/%2C/g, ",").replace(/%3A/g, ":").replace(/%40/g, "@");
