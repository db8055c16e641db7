// MathJax, from here, and without what it would fetch later (menu, speech).

/**
 * Typeset the page's equations; done, too, if the script cannot be had: then the page shows them as they are written.
 *
 * @param {string} script address of MathJax
 */
export const typeset = (script) =>
    new Promise((done) => {
        window.MathJax = {
            options: { enableMenu: false },
            svg: { fontCache: "global" },
            startup: { pageReady: () => window.MathJax.startup.defaultPageReady().then(done) },
        };
        document.head.append(Object.assign(document.createElement("script"), { src: script, onerror: done }));
    });
