// What is compared: one sound through two impulse responses, by one chain, so that nothing but the coefficients differs.
// A side is computed once, as a loop without a seam, and only then heard: switching between sides is then exact.

const PEAK = 0.89; // −1 dB of full scale, which the louder side reaches

/** Samples, as the browser's own buffers take them. @typedef {Float32Array<ArrayBuffer>} Samples */
/** An impulse response, and at which sample the impulse comes. @typedef {{ samples: Samples, latency: number }} Impulse */
/** Its channels. @typedef {Samples[]} Sound */
/** @typedef {"as-is" | "1k" | "energy"} Match */

/**
 * The impulse response that the server computes.  Where it cannot, the error tells why; it is mute if no server answers.
 *
 * @param {string} query
 * @param {number} rate
 * @returns {Promise<Impulse>}
 */
export const fetchImpulse = async (query, rate) => {
    for (let tries = 0; ; tries += 1) {
        const answer = await fetch(`api/v1/impulse?${query}&rate=${rate}`).catch(() => null);
        if (answer?.ok) {
            const samples = new Float32Array(await answer.arrayBuffer());
            return { samples, latency: Number(answer.headers.get("X-Latency-Samples")) };
        }
        if (answer?.status !== 503 || tries === 5) {
            const told = await answer?.json().catch(() => null);
            throw new Error(told?.error?.message ?? "");
        }
        await new Promise((go) => setTimeout(go, 1000 * Number(answer.headers.get("Retry-After") ?? 1)));
    }
};

/**
 * Impulse responses of one latency and one length, that of the longest.
 *
 * @param {Impulse[]} impulses
 */
export const aligned = (impulses) => {
    const latency = Math.max(...impulses.map((one) => one.latency));
    return impulses.map((one) => {
        const samples = new Float32Array(2 * latency);
        samples.set(one.samples, latency - one.latency);
        return { samples, latency };
    });
};

/**
 * A looped sound through an impulse response, its delay taken back: what is heard once the loop has gone round.
 *
 * @param {Sound} sound
 * @param {Impulse} impulse
 * @param {number} rate
 * @returns {Promise<Sound>}
 */
export const through = async (sound, impulse, rate) => {
    const length = sound[0].length;
    const first = Math.ceil(impulse.latency / length) * length + impulse.latency; // all of the response has come in by then
    const context = new OfflineAudioContext(sound.length, first + length, rate);
    const response = context.createBuffer(1, impulse.samples.length, rate);
    response.copyToChannel(impulse.samples, 0);
    const material = context.createBuffer(sound.length, length, rate);
    sound.forEach((channel, n) => material.copyToChannel(channel, n));
    const convolver = context.createConvolver();
    convolver.normalize = false; // before the buffer, which it would scale
    convolver.buffer = response;
    const source = new AudioBufferSourceNode(context, { buffer: material, loop: true });
    source.connect(convolver).connect(context.destination);
    source.start();
    const rendered = await context.startRendering();
    return sound.map((_, n) => rendered.getChannelData(n).slice(first));
};

/** @param {Sound} sound */
const peakOf = (sound) =>
    Math.max(...sound.map((channel) => channel.reduce((most, value) => Math.max(most, Math.abs(value)), 0)));

/** @param {Sound} sound */
const energyOf = (sound) => sound.reduce((sum, channel) => channel.reduce((all, value) => all + value * value, sum), 0);

/**
 * Gain of an impulse response at a frequency.
 *
 * @param {Impulse} impulse
 * @param {number} frequency
 * @param {number} rate
 */
const gainAt = ({ samples }, frequency, rate) => {
    const turn = (2 * Math.PI * frequency) / rate;
    let [re, im] = [0, 0];
    samples.forEach((value, n) => {
        re += value * Math.cos(turn * n);
        im -= value * Math.sin(turn * n);
    });
    return Math.hypot(re, im);
};

/**
 * Gains that make sides equally loud: the quietest keeps its level.
 *
 * @param {Match} match
 * @param {Sound[]} sides
 * @param {Impulse[]} impulses
 * @param {number} rate
 */
export const gainsOf = (match, sides, impulses, rate) => {
    if (match === "as-is") return sides.map(() => 1);
    const levels =
        match === "1k"
            ? impulses.map((impulse) => gainAt(impulse, 1000, rate))
            : sides.map((side) => Math.sqrt(energyOf(side)));
    const least = Math.min(...levels);
    return levels.map((level) => (level ? least / level : 1));
};

/**
 * The sides of a comparison, ready to be heard, and the gains that matched them.
 *
 * @param {Sound} sound
 * @param {Impulse[]} impulses
 * @param {Match} match
 * @param {number} rate
 */
export const compare = async (sound, impulses, match, rate) => {
    const even = aligned(impulses);
    const sides = [];
    for (const impulse of even) sides.push(await through(sound, impulse, rate));
    const gains = gainsOf(match, sides, even, rate);
    const peak = Math.max(...sides.map((side, n) => peakOf(side) * gains[n]));
    const common = peak ? PEAK / peak : 1; // one for all sides: the same room before clipping
    const heard = sides.map((side, n) => side.map((channel) => channel.map((value) => value * gains[n] * common)));
    return { sides: heard, gains };
};
