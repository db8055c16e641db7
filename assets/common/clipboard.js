// The button that copies the link.

import { element, say } from "./page.js";

const SAID_FOR = 2500; // [ms]

/** Without https a browser offers no clipboard; a selection can still be copied. */
const copySelected = () => {
    const carrier = Object.assign(document.createElement("textarea"), { value: location.href });
    document.body.append(carrier);
    carrier.select();
    const copied = document.execCommand("copy");
    carrier.remove();
    element("copy").focus();
    return copied;
};

/**
 * Copy the address, and say beside the button whether that went well.
 *
 * @param {Record<string, string>} words
 */
export const copyLink = async (words) => {
    let copied = true;
    try {
        await navigator.clipboard.writeText(location.href);
    } catch {
        copied = copySelected();
    }
    say("link-status", copied ? words.copied : words.copy_failed);
    setTimeout(say, SAID_FOR, "link-status", "");
};
