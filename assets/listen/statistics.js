// What a number of right answers means: the binomial distribution, summed up as it stands.

/** Number of ways to choose. @param {number} n @param {number} k */
const choose = (n, k) => {
    let ways = 1;
    for (let i = 1; i <= k; i += 1) ways = (ways * (n - k + i)) / i;
    return ways;
};

/**
 * Probability of at least so many right answers, from a listener who is right with a probability in each.
 *
 * @param {number} right
 * @param {number} trials
 * @param {number} [chance] of a guesser: ½
 */
export const atLeast = (right, trials, chance = 0.5) => {
    let sum = 0;
    for (let k = right; k <= trials; k += 1) sum += choose(trials, k) * chance ** k * (1 - chance) ** (trials - k);
    return sum;
};

/** The significance that is asked for: what one guesser in twenty would reach at most. */
export const SIGNIFICANT = 0.05;

/** The fewest right answers that a guesser gives at most that often. @param {number} trials */
export const needed = (trials) => {
    let right = 0;
    while (atLeast(right, trials) > SIGNIFICANT) right += 1;
    return right;
};

/**
 * Power: how often a listener passes who is right with a probability in each trial.
 *
 * @param {number} trials
 * @param {number} ability
 */
export const power = (trials, ability) => atLeast(needed(trials), trials, ability);
