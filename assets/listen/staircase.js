// A two-down one-up staircase: after two right answers in a row the effect is made smaller, after each wrong one larger.
// It settles where two in a row are as likely as not, at 70.7 % right (H. Levitt, J. Acoust. Soc. Am. 49, 467-477, 1971).

const FIRST = 2; // factor of a step until the first reversal
const STEP = Math.SQRT2; // and from there on: with larger first steps, luck leads far below and the threshold comes out low
const REVERSALS = 9; // the last six of which count
const COUNTED = 6;
const AT_THE_TOP = 4; // wrong answers at the largest effect, and there is nothing to be found

/**
 * @typedef {object} Staircase
 * @property {number} level How many times the effect is presented now.
 * @property {boolean} done
 * @property {number | null} threshold Geometric mean of the reversals that count; null until done, or if none was found.
 */

/**
 * Begin a staircase.
 *
 * @param {number} most The largest effect that can be presented, where it begins.
 */
export const createStaircase = (most) => {
    let level = most;
    let row = 0; // of right answers
    let direction = 0; // of the last step: −1 down, 1 up
    let lost = 0;
    /** @type {number[]} */
    const reversals = [];

    /** @param {-1 | 1} way */
    const step = (way) => {
        if (direction === -way) reversals.push(level);
        direction = way;
        level = Math.min(level * (reversals.length ? STEP : FIRST) ** way, most);
    };

    const done = () => reversals.length >= REVERSALS || lost >= AT_THE_TOP;

    /**
     * Take an answer.
     *
     * @param {boolean} right
     */
    const answer = (right) => {
        if (!right) {
            row = 0;
            if (level === most) lost += 1;
            step(1);
            return;
        }
        row += 1;
        if (row < 2) return;
        row = 0;
        step(-1);
    };

    /** @returns {Staircase} */
    const state = () => {
        const counted = reversals.slice(-COUNTED);
        const found = reversals.length >= REVERSALS;
        const mean = Math.exp(counted.reduce((sum, one) => sum + Math.log(one), 0) / counted.length);
        return { level, done: done(), threshold: found ? mean : null };
    };

    return { answer, state };
};
