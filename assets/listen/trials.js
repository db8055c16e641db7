// The hidden order of a blind test, and its seal: fixed before the first trial, and open to check after the last.

/** A or B, as 0 or 1. @typedef {0 | 1} Side */

/**
 * So many sides, each by an unpredictable bit of its own.
 *
 * @param {number} count
 * @returns {Side[]}
 */
export const shuffled = (count) =>
    Array.from(crypto.getRandomValues(new Uint8Array(count)), (byte) => /** @type {Side} */ (byte & 1));

/** @param {Uint8Array} bytes */
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * What is sealed: the order, and enough noise that it cannot be found by trying.
 *
 * @param {Side[]} order
 */
export const sealed = (order) => `${order.map((side) => "AB"[side]).join("")} ${hex(crypto.getRandomValues(new Uint8Array(16)))}`;

/**
 * SHA-256 of a text, as sha256sum gives it; "" where the browser has none to offer: on a page without https.
 *
 * @param {string} text
 */
export const seal = async (text) => {
    if (!globalThis.crypto?.subtle) return "";
    return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
};
