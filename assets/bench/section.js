// The picture of the current: the cross-section to scale, each point coloured by the current density there.

import { element, headed } from "../common/page.js";
import { samplesOf } from "../common/unpack.js";
import { feetOf } from "./units.js";

/** @import { Redraw, Section, Told, Wire } from "../wire" */
/** @typedef {readonly [number, number]} Complex real and imaginary part */
/** @typedef {readonly number[]} Colour red, green and blue */

/**
 * The density anywhere in the metal, between samples that lie ring by ring from the axis and ray by ray over half a turn.
 *
 * @param {Float64Array[][]} samples
 * @returns {(radius: number, angle: number) => Complex} of radius 0 to 1 and angle −π to π
 */
const sampler = (samples) => (radius, angle) => {
    const [rays, rings] = [samples[0].length, samples[0][0].length];
    const ring = Math.min(radius * (rings - 1), rings - 1.001);
    const ray = rays > 1 ? Math.min((Math.abs(angle) / Math.PI) * (rays - 1), rays - 1.001) : 0;
    const [i, j] = [Math.floor(ring), Math.floor(ray)];
    const [u, v] = [ring - i, ray - j];
    /** @type {(part: Float64Array[]) => number} */
    const mixed = (part) => {
        const [near, far] = [part[j], part[Math.min(j + 1, rays - 1)]];
        return (1 - u) * ((1 - v) * near[i] + v * far[i]) + u * ((1 - v) * near[i + 1] + v * far[i + 1]);
    };
    return [mixed(samples[0]), mixed(samples[1])];
};

/** @type {Colour} */
const NONE = [246, 244, 238];
/** @type {Record<"abs" | "now", Colour[]>} */
const SCALES = {
    abs: [NONE, [253, 200, 90], [214, 73, 51], [74, 12, 60]],
    now: [[33, 80, 170], [130, 170, 225], NONE, [235, 150, 120], [165, 30, 40]],
};

/**
 * @param {Colour[]} scale
 * @param {number} share 0 to 1
 * @returns {Colour}
 */
const colour = (scale, share) => {
    const place = Math.min(Math.max(share, 0), 1) * (scale.length - 1);
    const n = Math.min(Math.floor(place), scale.length - 2);
    return scale[n].map((value, part) => value + (scale[n + 1][part] - value) * (place - n));
};

const ABOVE = 34; // [px] for the distance between the wires
const BELOW = 54; // [px] for the skin depth and the colours
const LINES = 6; // about as many lines of equal density
const CYCLE = 4000; // [ms] that a cycle takes when it is played
const FRAME = 40; // [ms] between its pictures

/**
 * A round number of about that size: 1, 2 or 5 times a power of ten.
 *
 * @param {number} size above 0
 */
const rounded = (size) => {
    const decade = 10 ** Math.floor(Math.log10(size));
    return decade * ([5, 2].find((digit) => digit * decade <= size) ?? 1);
};

/**
 * Where the wires are drawn, in radii of a wire: nearer than they are, if otherwise little would be seen of each.
 *
 * @param {Section} section
 * @param {number} width of the room for them, over its height
 */
const arranged = ({ wires, shield, coat }, width) => {
    const apart = Math.max(...wires.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))));
    const rows = wires.some(({ y }) => Math.abs(y) > 1e-6);
    const [first, second = first] = wires.map(({ radius }) => radius + coat);
    const touching = (first + second) / 2;
    const most = rows ? touching + 0.35 : Math.max(touching + 0.2, width - touching); // beside each other they fill the height
    const closer = apart > most ? most / apart : 1;
    const inner = shield && Math.min(shield[0], 3.2);
    const wall = shield && Math.min(Math.max(shield[1] - shield[0], 0.3), 1);
    const drawn = inner && wall ? [inner, inner + wall] : null;
    return {
        wires: wires.map((wire) => ({ ...wire, x: wire.x * closer, y: wire.y * closer })),
        shield: drawn,
        toScale: closer === 1 && (!drawn || drawn.every((radius, n) => Math.abs(radius - (shield?.[n] ?? 0)) < 1e-6)),
    };
};

/**
 * The picture of the current on a canvas, and its button Play.
 *
 * @param {Told} told
 * @param {(key: string, value: string) => void} changed A value was given.
 */
export const createSection = (told, changed) => {
    const { words } = told;
    const canvas = /** @type {HTMLCanvasElement} */ (element("section"));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const button = element("play");
    let playing = 0; // the frame asked for, while the cycle is played
    let phase = 0; // [°] of the moment shown
    /** @type {((moment: boolean) => void) | null} */
    let paint = null;
    /** @type {Redraw | null} */
    let drawn = null;

    const stop = () => {
        if (!playing) return;
        cancelAnimationFrame(playing);
        playing = 0;
        button.textContent = `▶ ${words.play}`;
    };

    const play = () => {
        const start = performance.now() - (phase / 360) * CYCLE;
        let last = 0;
        button.textContent = `■ ${words.pause}`;
        /** @param {number} now */
        const next = (now) => {
            playing = requestAnimationFrame(next);
            if (now - last < FRAME) return;
            last = now;
            phase = (((now - start) / CYCLE) * 360) % 360;
            paint?.(true);
        };
        playing = requestAnimationFrame(next);
    };

    button.addEventListener("click", () => {
        if (!playing) {
            play();
            if (drawn?.given.jshow !== "now") changed("jshow", "now");
        } else {
            stop();
            changed("ph", String(Math.round(phase / 5) * 5));
        }
    });
    const still = matchMedia("(prefers-reduced-motion: reduce)"); // then the slider turns the cycle, and nothing else
    const calm = () => {
        if (still.matches) stop();
        button.hidden = still.matches || !drawn?.section;
    };
    still.addEventListener("change", calm);

    /**
     * Draw the cross-section of a redraw; hide the canvas if it has none.
     *
     * @param {Redraw} redraw
     */
    const draw = (redraw) => {
        drawn = redraw;
        const { section } = redraw;
        canvas.hidden = !section;
        if (!section || redraw.view !== "field") stop();
        calm();
        if (!section) return;
        if (!playing) phase = Number(redraw.given.ph ?? phase); // a magnitude has none
        const feet = feetOf(told, redraw.shown.units, "gap");
        const length = (/** @type {number} */ millimetres) => (
            `${Number((millimetres * (feet?.factor ?? 1)).toPrecision(3))} ${feet?.unit ?? "mm"}`
        );
        paint = prepared(canvas, context, section, words, length, () => phase);
        paint(playing > 0 || redraw.given.jshow === "now");
        canvas.setAttribute("aria-label", headed(words.section, redraw.texts["field-words"]));
    };

    // Its room changes with the window, and with what stands above it, such as pins.
    new ResizeObserver(() => {
        const [width, height] = pixelsOf(canvas);
        const fits = canvas.width === width && canvas.height === height;
        if (drawn && canvas.clientWidth && !fits) draw(drawn);
    }).observe(canvas);

    button.textContent = `▶ ${words.play}`;
    return { draw, stop };
};

const pixelRatio = () => Math.min(window.devicePixelRatio || 1, 2);

/** How many pixels a canvas should have in its room. @param {HTMLCanvasElement} canvas */
const pixelsOf = (canvas) => (
    [canvas.clientWidth || 600, canvas.clientHeight || 400].map((size) => Math.floor(size * pixelRatio()))
);

/**
 * What paints a cross-section, at any moment of the cycle: all that does not change with that is found out here.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {CanvasRenderingContext2D} context
 * @param {Section} section
 * @param {Record<string, string>} words
 * @param {(millimetres: number) => string} length as it is told
 * @param {() => number} phase [°]
 * @returns {(moment: boolean) => void}
 */
const prepared = (canvas, context, section, words, length, phase) => {
    [canvas.width, canvas.height] = pixelsOf(canvas);
    const ratio = pixelRatio();
    const [width, height] = [canvas.width / ratio, canvas.height / ratio];
    const room = height - ABOVE - BELOW;
    const { most, coat } = section;
    const { wires, shield, toScale } = arranged(section, (width - 24) / room);
    /** @type {(axis: "x" | "y") => number} */
    const reach = (axis) => Math.max(shield?.[1] ?? 0, ...wires.map((wire) => Math.abs(wire[axis]) + wire.radius + coat));
    const unit = Math.min((width - 24) / (2 * reach("x")), room / (2 * reach("y")));
    const [middleX, middleY] = [width / 2, ABOVE + room / 2];

    // Real and imaginary part of the density at each pixel of metal.
    /** @type {number[][]} */
    const [places, reals, imaginaries] = [[], [], []];
    /**
     * @param {[number, number]} across ends of a rectangle, in pixels of the page
     * @param {[number, number]} down
     * @param {(x: number, y: number) => Complex | null} density of a place in radii of a wire; null is no metal
     */
    const collect = (across, down, density) => {
        const [fromX, toX] = [Math.max(0, Math.floor(across[0] * ratio)), Math.min(canvas.width, across[1] * ratio)];
        const [fromY, toY] = [Math.max(0, Math.floor(down[0] * ratio)), Math.min(canvas.height, down[1] * ratio)];
        for (let row = fromY; row < toY; row++) {
            for (let column = fromX; column < toX; column++) {
                const value = density((column / ratio - middleX) / unit, (middleY - row / ratio) / unit);
                if (!value) continue;
                places.push(row * canvas.width + column);
                reals.push(value[0]);
                imaginaries.push(value[1]);
            }
        }
    };
    if (shield) {
        const [inner, outer] = shield;
        const wallAt = sampler(samplesOf(section.wall, 1, section.step));
        collect([0, width], [0, height - BELOW], (x, y) => {
            const radius = Math.hypot(x, y);
            return radius >= inner && radius <= outer ? wallAt((radius - inner) / (outer - inner), 0) : null;
        });
    }
    wires.forEach((wire, n) => {
        const numbers = n && section.other.length ? section.other : section.density;
        const wireAt = sampler(samplesOf(numbers, section.rays, section.step));
        const [x0, y0] = [middleX + wire.x * unit, middleY - wire.y * unit];
        const size = wire.radius * unit;
        const [within, more] = wire.core ?? [0, 1];
        collect([x0 - size - 1, x0 + size + 2], [y0 - size - 1, y0 + size + 2], (x, y) => {
            const [dx, dy] = [x - wire.x, y - wire.y];
            const radius = Math.hypot(dx, dy) / wire.radius;
            if (radius > 1) return null;
            let angle = Math.atan2(dy, dx) - wire.facing;
            angle -= 2 * Math.PI * Math.round(angle / (2 * Math.PI));
            const [real, imaginary] = wireAt(radius, angle);
            const times = radius < within ? wire.sign * more : wire.sign;
            return [real * times, imaginary * times];
        });
    });
    const sizes = reals.map((real, n) => Math.hypot(real, imaginaries[n]));
    const spread = most - sizes.reduce((least, size) => Math.min(least, size), most);

    return (moment) => {
        const scale = SCALES[moment ? "now" : "abs"];
        const angle = (phase() * Math.PI) / 180;
        const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
        const step = moment ? rounded(most / 3) : spread > 0.01 * most && rounded(spread / LINES);
        const values = moment ? reals.map((real, n) => real * cosine - imaginaries[n] * sine) : sizes;
        const image = context.createImageData(canvas.width, canvas.height);
        const pixels = new Uint32Array(image.data.buffer);
        const levels = new Int16Array(step ? pixels.length : 0);
        const shades = Array.from({ length: 256 }, (_, n) => {
            const [red, green, blue] = colour(scale, n / 255);
            return [red, green, blue, red + green + blue > 380 ? -70 : 90]; // how a line stands out there
        });
        const packed = shades.map(([red, green, blue]) => pack(red, green, blue));
        const lines = shades.map(([red, green, blue, by]) => pack(red + by, green + by, blue + by));
        for (let n = 0; n < places.length; n++) {
            const at = places[n];
            const share = values[n] / most;
            const shade = Math.round(255 * Math.min(Math.max(moment ? 0.5 + share / 2 : share, 0), 1));
            pixels[at] = packed[shade];
            if (!step) continue;
            const level = 1000 + Math.floor(values[n] / step + 1e-6);
            levels[at] = level;
            const [left, above] = [levels[at - 1], levels[at - canvas.width]];
            if ((left && left !== level) || (above && above !== level)) pixels[at] = lines[shade];
        }
        context.putImageData(image, 0, 0);

        const { color: ink, fontFamily } = getComputedStyle(document.body);
        const ground = getComputedStyle(element("curves")).backgroundColor;
        context.save();
        context.scale(ratio, ratio);
        context.strokeStyle = context.fillStyle = ink;
        context.font = `12px ${fontFamily}`;
        context.textBaseline = "top";
        const round = /** @type {(x: number, y: number, radius: number) => void} */ (x, y, radius) => {
            context.beginPath();
            context.arc(middleX + x * unit, middleY - y * unit, radius * unit, 0, 2 * Math.PI);
            context.stroke();
        };
        for (const { x, y, radius, core } of wires) {
            round(x, y, radius);
            if (core) round(x, y, radius * core[0]);
            if (!coat) continue;
            round(x, y, radius + coat);
            context.save();
            context.globalCompositeOperation = "destination-over"; // the metal stays in front
            context.globalAlpha = 0.15;
            context.fill();
            context.restore();
        }
        shield?.forEach((radius) => round(0, 0, radius));
        drawSigns(context, { wires, shield, middleX, middleY, unit, ink, ground, fontFamily });

        // How far apart, above the wires, from centre to centre.
        context.textAlign = "center";
        if (section.wires.length > 1) {
            const [first, second] = section.wires;
            const distance = Math.hypot(first.x - second.x, first.y - second.y) * section.radius;
            const [left, right] = [Math.min(...wires.map(({ x }) => x)), Math.max(...wires.map(({ x }) => x))].map(
                (x) => middleX + x * unit,
            );
            measure(context, left, right, 22, true, !toScale);
            const scaled = toScale ? "" : ` ${words.not_to_scale}`;
            context.fillText(`${length(distance)}${scaled}`, middleX, 3);
        } else if (!toScale) {
            context.fillText(words.not_to_scale, middleX, 3);
        }
        context.textAlign = "right";
        if (moment) context.fillText(`${words.moment} ${Math.round(phase())}°`, width - 14, 3);
        context.textAlign = "left";

        // Skin depth to scale, cut where it is longer than the picture.
        const level = height - 34;
        const depth = (section.skin / section.radius) * unit;
        const shown = Math.min(depth, width / 2 - 24);
        measure(context, 12, 12 + shown, level, shown === depth, false);
        context.fillText(`${words.skin_depth} ${length(section.skin)}${shown < depth ? " →" : ""}`, 12, height - 22);
        // Scale of colours, with the lines of equal density.
        const barWidth = Math.min(200, width / 2 - 40);
        const left = width - barWidth - 14;
        for (let n = 0; n < barWidth; n++) {
            context.fillStyle = `rgb(${colour(scale, n / (barWidth - 1)).map(Math.round).join(",")})`;
            context.fillRect(left + n, level - 5, 1.5, 10);
        }
        context.fillStyle = ink;
        const lowest = moment ? -most : 0;
        if (step) {
            for (let value = Math.ceil(lowest / step) * step; value < most; value += step) {
                context.fillRect(left + (barWidth * (value - lowest)) / (most - lowest), level - 8, 1, 3);
            }
        }
        context.fillText(moment ? `−${most.toFixed(2)}` : "0", left, height - 22);
        context.textAlign = "right";
        context.fillText(`${most.toFixed(2)} ${words.of_dc}`, left + barWidth, height - 22);
        context.restore();
    };
};

/** @type {(red: number, green: number, blue: number) => number} as a canvas holds a pixel, whose last byte is the opacity */
const pack = (...parts) => {
    const [red, green, blue] = parts.map((part) => Math.round(Math.min(Math.max(part, 0), 255)));
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
};

/**
 * A line to measure by.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} left
 * @param {number} right
 * @param {number} level
 * @param {boolean} closed whether it ends there
 * @param {boolean} broken whether it is not to scale
 */
const measure = (context, left, right, level, closed, broken) => {
    context.beginPath();
    context.moveTo(left, level - 4);
    context.lineTo(left, level + 4);
    if (closed) {
        context.moveTo(right, level - 4);
        context.lineTo(right, level + 4);
    }
    context.stroke();
    context.setLineDash(broken ? [5, 4] : []);
    context.beginPath();
    context.moveTo(left, level);
    context.lineTo(right, level);
    context.stroke();
    context.setLineDash([]);
};

/**
 * Which way the current goes: + and − on the conductors.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {{ wires: Wire[], shield: number[] | null, middleX: number, middleY: number, unit: number, ink: string,
 *     ground: string, fontFamily: string }} at
 */
const drawSigns = (context, { wires, shield, middleX, middleY, unit, ink, ground, fontFamily }) => {
    const marks = wires.map(({ x, y, sign }) => ({ x, y, sign }));
    if (shield) marks.push({ x: 0, y: (shield[0] + shield[1]) / 2, sign: -1 });
    context.save();
    context.font = `700 20px ${fontFamily}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineWidth = 4;
    context.lineJoin = "round";
    for (const { x, y, sign } of marks) {
        const mark = /** @type {const} */ ([sign > 0 ? "+" : "−", middleX + x * unit, middleY - y * unit]);
        context.strokeStyle = ground;
        context.strokeText(...mark);
        context.fillStyle = ink;
        context.fillText(...mark);
    }
    context.restore();
};
