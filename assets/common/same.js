// Comparing plain data.

/**
 * Whether two objects, or arrays, hold the same values; what is inside those is not looked into.
 *
 * @template {object} T
 * @param {T} a
 * @param {T} b
 * @returns {boolean}
 */
export const same = (a, b) => {
    const keys = /** @type {(keyof T)[]} */ (Object.keys(a));
    return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
};
