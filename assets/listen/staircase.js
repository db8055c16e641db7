// A two-down one-up staircase: after two right answers in a row the effect is made smaller, after each wrong one larger.
// It settles where two in a row are as likely as not, at 70.7 % right (H. Levitt, J. Acoust. Soc. Am. 49, 467-477, 1971).
//
// It ends early if the largest effect is not heard: of the answers given there the likelihood ratio of guessing (half are
// right) to hearing (80 %) is kept, and once that is 50, as with 6 wrong of 8, nothing is to be found.  A guesser may get to
// the end by luck: so a threshold is told only once all answers are 20 times likelier from the staircase's own listener,
// whom it keeps at about 75 % right, than from a guesser.  Such ratios come by chance in at most 1 of 50 and 1 of 20 cases,
// however often they are looked at (A. Wald, Sequential Analysis, 1947, 3.2).

const FIRST = 2; // factor of a step until the first reversal
const STEP = Math.SQRT2; // and from there on: with larger first steps, luck leads far below and the threshold comes out low
const REVERSALS = 9; // the last six of which count
const COUNTED = 6;
const HEARS = 0.8; // of the answers at the largest effect are right, if it is heard there
const LOST = 50; // times likelier to be guessed: there is nothing to be found
const KEPT = 0.75; // of all answers are right
const FOUND = 20; // times likelier than guessed
const LONGEST = 80; // answers: nobody's patience is without end

/**
 * @typedef {object} Staircase
 * @property {number} level How many times the effect is presented now.
 * @property {boolean} done
 * @property {number} right How many answers were right.
 * @property {boolean} lost Whether not even the largest effect is heard.
 * @property {number} least The smallest effect at which two answers in a row were right; the largest if there was none.
 * @property {number | null} threshold Geometric mean of the reversals that count; null until done, or if none was found.
 */

/**
 * Begin a staircase.
 *
 * @param {number} most The largest effect that can be presented, where it begins.
 */
export const createStaircase = (most) => {
    let [level, least] = [most, most];
    let row = 0; // of right answers
    let direction = 0; // of the last step: −1 down, 1 up
    let [right, all] = [0, 0]; // answers
    let guessing = 1; // how many times likelier than hearing, at the largest effect
    let hearing = 1; // how many times likelier than guessing, of all answers
    /** @type {number[]} */
    const reversals = [];

    /** @param {-1 | 1} way */
    const step = (way) => {
        if (direction === -way) reversals.push(level);
        direction = way;
        level = Math.min(level * (reversals.length ? STEP : FIRST) ** way, most);
    };

    const found = () => reversals.length >= REVERSALS && hearing >= FOUND;

    /**
     * Take an answer.
     *
     * @param {boolean} isRight
     */
    const answer = (isRight) => {
        all += 1;
        right += Number(isRight);
        hearing *= (isRight ? KEPT : 1 - KEPT) / 0.5;
        if (level === most) guessing *= 0.5 / (isRight ? HEARS : 1 - HEARS);
        if (!isRight) {
            row = 0;
            step(1);
            return;
        }
        row += 1;
        if (row < 2) return;
        row = 0;
        least = Math.min(least, level);
        step(-1);
    };

    /** @returns {Staircase} */
    const state = () => {
        const counted = reversals.slice(-COUNTED);
        const mean = Math.exp(counted.reduce((sum, one) => sum + Math.log(one), 0) / counted.length);
        const lost = guessing >= LOST;
        const threshold = found() && !lost ? mean : null;
        return { level, done: lost || found() || all >= LONGEST, right, lost, least, threshold };
    };

    return { answer, state };
};
