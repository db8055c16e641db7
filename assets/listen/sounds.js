// Sounds made in the browser, each a mono loop of a few seconds: what tells cables apart if anything does.  Their chances
// come from a generator with a fixed seed, so that everybody who compares hears the same.

const LOUDEST = 0.5;

/** Numbers from −1 to 1, always the same (mulberry32). @param {number} seed */
const chances = (seed) => () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2147483648 - 1;
};

/** @import { Samples } from "./sides.js" */

/** The same with a set peak. @param {Samples} samples */
const scaled = (samples) => {
    const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return peak ? samples.map((value) => (value * LOUDEST) / peak) : samples;
};

/**
 * Pink noise: white noise through P. Kellet's filter, whose slope is −3 dB an octave; its end fades into its beginning.
 *
 * @param {number} rate
 */
const pink = (rate) => {
    const [length, fade] = [Math.round(4 * rate), Math.round(0.1 * rate)];
    const [chance, b] = [chances(1), new Float64Array(7)];
    const raw = Float32Array.from({ length: length + fade }, () => {
        const white = chance();
        b[0] = 0.99886 * b[0] + white * 0.0555179;
        b[1] = 0.99332 * b[1] + white * 0.0750759;
        b[2] = 0.969 * b[2] + white * 0.153852;
        b[3] = 0.8665 * b[3] + white * 0.3104856;
        b[4] = 0.55 * b[4] + white * 0.5329522;
        b[5] = -0.7616 * b[5] - white * 0.016898;
        const sum = b[0] + b[1] + b[2] + b[3] + b[4] + b[5] + b[6] + white * 0.5362;
        b[6] = white * 0.115926;
        return sum;
    });
    return raw.slice(0, length).map((value, n) => {
        const part = n / fade;
        return part >= 1 ? value : value * Math.sqrt(part) + raw[length + n] * Math.sqrt(1 - part);
    });
};

/**
 * Plucked strings: noise that goes round in a delay of a period and loses its treble (K. Karplus, A. Strong, Computer
 * Music J. 7 (2), 43-55, 1983).
 *
 * @param {number} rate
 */
const string = (rate) => {
    const out = new Float32Array(Math.round(4 * rate));
    [110, 164.81, 220, 329.63].forEach((pitch, n) => {
        const [chance, start] = [chances(10 + n), Math.round(n * rate)];
        const noise = Float32Array.from({ length: Math.round(rate / pitch - 0.5) }, chance);
        const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length; // which would stay for good
        const loop = noise.map((value) => value - mean);
        for (let i = 0; i < rate; i += 1) {
            const [at, next] = [i % loop.length, (i + 1) % loop.length];
            out[start + i] += loop[at] * Math.min(1, (rate - i) / (0.05 * rate));
            loop[at] = 0.5 * (loop[at] + loop[next]);
        }
    });
    return out;
};

/**
 * Bursts like those of a cymbal: noise without its bass that dies away.
 *
 * @param {number} rate
 */
const cymbal = (rate) => {
    const [length, chance] = [Math.round(3 * rate), chances(2)];
    let [last, before] = [0, 0];
    return Float32Array.from({ length }, (_, n) => {
        const white = chance();
        const high = white - 2 * last + before;
        [before, last] = [last, white];
        const time = (n % Math.round(0.75 * rate)) / rate;
        return high * Math.min(1, time / 0.002) * Math.exp(-time / 0.16);
    });
};

/**
 * Castanets: short clicks of wood, in a rhythm.
 *
 * @param {number} rate
 */
const castanets = (rate) => {
    const [out, chance] = [new Float32Array(Math.round(2 * rate)), chances(3)];
    for (const [n, beat] of [0, 0.5, 0.75, 1, 1.125, 1.25, 1.5].entries()) {
        const [start, pitch] = [Math.round(beat * rate), 2200 + 150 * (n % 3)];
        for (let i = 0; i < 0.04 * rate; i += 1) {
            const time = i / rate;
            const knock = Math.exp(-time / 0.004) * Math.sin(2 * Math.PI * pitch * time) + Math.exp(-time / 0.0008) * chance();
            out[start + i] += knock;
        }
    }
    return out;
};

/**
 * A sweep from 20 Hz to 20 kHz, or as far as the rate goes, each octave as long as the next.
 *
 * @param {number} rate
 */
const sweep = (rate) => {
    const [length, low, high] = [5, 20, Math.min(20e3, 0.45 * rate)];
    const octaves = Math.log(high / low);
    return Float32Array.from({ length: Math.round(length * rate) }, (_, n) => {
        const time = n / rate;
        const phase = ((2 * Math.PI * low * length) / octaves) * Math.expm1((time / length) * octaves);
        return Math.sin(phase) * Math.min(1, time / 0.05, (length - time) / 0.02);
    });
};

/** @type {Record<string, (rate: number) => Samples>} */
const MAKERS = { pink, string, cymbal, castanets, sweep };

/** Names of the sounds. */
export const SOUNDS = Object.keys(MAKERS);

/**
 * A sound by its name: one channel.
 *
 * @param {string} name
 * @param {number} rate
 */
export const sound = (name, rate) => [scaled(MAKERS[name](rate))];
