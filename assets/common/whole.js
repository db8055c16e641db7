// Pages that print their gist: a button prints all of them.

/** Offer to print the whole page; what is printed next is brief again. */
export const offerWhole = () => {
    const button = document.getElementById("print-whole");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
        document.body.classList.add("whole");
        addEventListener("afterprint", () => document.body.classList.remove("whole"), { once: true });
        print();
    });
};
