// Undo and redo by the keyboard, the same on every page.

/**
 * Follow Ctrl+Z, Ctrl+Y and Ctrl+Shift+Z, or ⌘ in place of Ctrl.
 *
 * @param {(by: -1 | 1) => void} go One step back, or forth again.
 * @param {() => boolean} typing Whether the keys belong to the box that is being typed in.
 */
export const watchUndo = (go, typing) => {
    addEventListener("keydown", (event) => {
        const key = event.key.toLowerCase();
        if (!(event.ctrlKey || event.metaKey) || event.altKey || !["z", "y"].includes(key) || typing()) return;
        event.preventDefault();
        go(key === "y" || event.shiftKey ? 1 : -1);
    });
};

/** Whether the box that has the keys was typed in: the browser itself takes typing back, letter by letter. */
export const createTyping = () => {
    /** @type {EventTarget | null} */
    let typed = null;
    addEventListener("input", (event) => {
        typed = event instanceof InputEvent && event.inputType ? event.target : null; // a script's event has no kind
    }, true);
    addEventListener("focusout", () => (typed = null), true);
    return () => typed !== null;
};
