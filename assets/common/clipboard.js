// What a button copies, and the word beside it that it did.

import { say } from "./page.js";

const SAID_FOR = 2500; // [ms]

/**
 * Without https a browser offers no clipboard; a selection can still be copied.
 *
 * @param {string} text
 */
const copySelected = (text) => {
    const before = /** @type {HTMLElement?} */ (document.activeElement);
    const carrier = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(carrier);
    carrier.select();
    const copied = document.execCommand("copy");
    carrier.remove();
    before?.focus();
    return copied;
};

/** @type {ReturnType<typeof setTimeout> | undefined} */
let saidUntil;

/** Say something in the header for a while, whatever was said before it. @param {string} words */
export const saySoon = (words) => {
    clearTimeout(saidUntil);
    say("link-status", words);
    saidUntil = setTimeout(say, SAID_FOR, "link-status", "");
};

/**
 * Copy a text, and say whether that went well.
 *
 * @param {string} text
 * @param {string} copied
 * @param {string} failed
 */
export const copyText = async (text, copied, failed) => {
    let done = true;
    try {
        await navigator.clipboard.writeText(text);
    } catch {
        done = copySelected(text);
    }
    saySoon(done ? copied : failed);
};

/** Copy the address. @param {Record<string, string>} words */
export const copyLink = (words) => copyText(location.href, words.copied, words.copy_failed);
