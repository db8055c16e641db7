// Two loops that run side by side, one of which is heard.

const CROSSFADE = 0.005; // [s]
const FADE = 0.03; // [s] in and out

/** @import { Sound } from "./sides.js" */

/**
 * Set a gain within a time, from where it is.
 *
 * @param {AudioParam} gain
 * @param {number} value
 * @param {number} now
 * @param {number} within
 */
const glide = (gain, value, now, within) => {
    gain.cancelScheduledValues(now);
    gain.setValueAtTime(gain.value, now);
    gain.linearRampToValueAtTime(value, now + within);
};

/**
 * The player; its context may only begin with a press of the visitor's.
 *
 * @param {AudioContext} context
 * @param {number} volume
 */
export const createPlayer = (context, volume) => {
    const master = new GainNode(context, { gain: volume });
    master.connect(context.destination);
    /** @type {{ sources: AudioBufferSourceNode[], gains: GainNode[], out: GainNode } | null} */
    let playing = null;
    let heard = 0;

    const stop = () => {
        if (!playing) return;
        const { sources, out } = playing;
        glide(out.gain, 0, context.currentTime, FADE);
        for (const source of sources) source.stop(context.currentTime + 2 * FADE);
        sources[0].onended = () => out.disconnect();
        playing = null;
    };

    /**
     * Play sides in a loop, all from one moment on.
     *
     * @param {Sound[]} sides
     */
    const play = (sides) => {
        stop();
        const out = new GainNode(context, { gain: 0 });
        out.connect(master);
        const gains = sides.map((_, n) => new GainNode(context, { gain: Number(n === heard) }));
        const sources = sides.map((side, n) => {
            const buffer = context.createBuffer(side.length, side[0].length, context.sampleRate);
            side.forEach((channel, c) => buffer.copyToChannel(channel, c));
            const source = new AudioBufferSourceNode(context, { buffer, loop: true });
            source.connect(gains[n]).connect(out);
            return source;
        });
        const start = context.currentTime + 0.05;
        for (const source of sources) source.start(start);
        out.gain.setValueAtTime(0, start);
        out.gain.linearRampToValueAtTime(1, start + FADE);
        playing = { sources, gains, out };
    };

    /** Let another side be heard, at the same place of the loop. @param {number} side */
    const hear = (side) => {
        if (side === heard) return;
        heard = side;
        playing?.gains.forEach((node, n) => glide(node.gain, Number(n === heard), context.currentTime, CROSSFADE));
    };

    /** @param {number} gain */
    const loudness = (gain) => glide(master.gain, gain, context.currentTime, FADE);

    return { play, stop, hear, loudness, isPlaying: () => playing !== null };
};
