// Measured points typed on the paper's page: what cannot be read is shown where it stands, and nothing is lost.

const MOST = 7000; // characters of the address that they may take; the server refuses 8190

/** Lead to the piece that could not be read, and keep a form that no address could carry. */
export const watchMarks = () => {
    const box = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("marks"));
    const problem = document.getElementById("marks-problem");
    if (!box?.form || !problem) return;
    if (box.dataset.wrong) {
        const [start, end] = box.dataset.wrong.split(" ").map(Number);
        box.focus();
        box.setSelectionRange(start, end);
    }
    box.form.addEventListener("submit", (event) => {
        if (new URLSearchParams({ marks: box.value }).toString().length <= MOST) return;
        event.preventDefault();
        box.setAttribute("aria-invalid", "true");
        problem.textContent = problem.dataset.tooMany ?? "";
        box.focus();
    });
};
