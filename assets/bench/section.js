// The picture of the current: the cross-section to scale, each point coloured by the current density there.

/** @import { Redraw } from "../wire" */
/** @typedef {readonly [number, number]} Complex real and imaginary part */
/** @typedef {readonly number[]} Colour red, green and blue */

/**
 * The density anywhere in the metal, between samples that lie ring by ring from the axis and ray by ray over half a turn.
 *
 * @param {number[]} numbers real and imaginary part of each sample
 * @param {number} rings
 * @param {number} rays
 * @returns {(radius: number, angle: number) => Complex} of radius 0 to 1 and angle −π to π
 */
const sampler = (numbers, rings, rays) => (radius, angle) => {
    const ring = Math.min(radius * (rings - 1), rings - 1.001);
    const ray = rays > 1 ? Math.min((Math.abs(angle) / Math.PI) * (rays - 1), rays - 1.001) : 0;
    const [i, j] = [Math.floor(ring), Math.floor(ray)];
    const [u, v] = [ring - i, ray - j];
    /** @type {(a: number, b: number, part: number) => number} */
    const at = (a, b, part) => numbers[2 * (a * rays + Math.min(b, rays - 1)) + part];
    /** @type {(part: number) => number} */
    const mixed = (part) =>
        (1 - u) * ((1 - v) * at(i, j, part) + v * at(i, j + 1, part)) +
        u * ((1 - v) * at(i + 1, j, part) + v * at(i + 1, j + 1, part));
    return [mixed(0), mixed(1)];
};

const MOST_APART = 2.5; // radii of a wire, from the middle

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

/**
 * Draw the cross-section of a redraw; hide the canvas if it has none.
 *
 * @param {HTMLElement} place the canvas
 * @param {Redraw} redraw
 * @param {Record<string, string>} words
 */
export const drawSection = (place, redraw, words) => {
    const canvas = /** @type {HTMLCanvasElement} */ (place);
    const { section } = redraw;
    canvas.hidden = !section;
    if (!section) return;
    const moment = redraw.given.jshow === "now";
    const scale = SCALES[moment ? "now" : "abs"];
    const phase = (Number(redraw.given.ph) * Math.PI) / 180;
    const [width, height] = [canvas.clientWidth || 600, canvas.clientHeight || 400];
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const ink = getComputedStyle(document.body).color;
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));

    // Wires far apart are drawn closer, which is told, so that there is something to see of each.
    const apart = Math.max(...section.wires.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))));
    const closer = apart > MOST_APART ? MOST_APART / apart : 1;
    const wires = section.wires.map((wire) => ({ ...wire, x: wire.x * closer, y: wire.y * closer }));

    // The whole cable and a strip under it for the scale of lengths and colours.
    /** @type {(axis: "x" | "y") => number} */
    const reach = (axis) => Math.max(section.shield?.[1] ?? 0, ...wires.map((wire) => Math.abs(wire[axis]) + 1));
    const strip = 54;
    const unit = Math.min((width - 24) / (2 * reach("x")), (height - strip - 16) / (2 * reach("y")));
    const [middleX, middleY] = [width / 2, (height - strip) / 2 + 4];

    const rings = section.density.length / 2 / section.rays;
    const wireAt = sampler(section.density, rings, section.rays);
    const most = section.most;
    /** @type {(density: Complex) => Colour} */
    const shade = ([real, imaginary]) => {
        if (!moment) return colour(scale, Math.hypot(real, imaginary) / most);
        return colour(scale, 0.5 + (real * Math.cos(phase) - imaginary * Math.sin(phase)) / most / 2);
    };

    const image = context.createImageData(canvas.width, canvas.height);
    /**
     * Colour the pixels of a rectangle by the density there; null is no metal.
     *
     * @param {[number, number]} across its ends, in pixels of the page
     * @param {[number, number]} down
     * @param {(x: number, y: number) => Complex | null} density of a place in radii of a wire
     */
    const paint = (across, down, density) => {
        const [fromX, toX] = [Math.max(0, Math.floor(across[0] * ratio)), Math.min(canvas.width, across[1] * ratio)];
        const [fromY, toY] = [Math.max(0, Math.floor(down[0] * ratio)), Math.min(canvas.height, down[1] * ratio)];
        for (let row = fromY; row < toY; row++) {
            for (let column = fromX; column < toX; column++) {
                const value = density((column / ratio - middleX) / unit, (middleY - row / ratio) / unit);
                if (!value) continue;
                const at = 4 * (row * canvas.width + column);
                const [red, green, blue] = shade(value);
                image.data[at] = red;
                image.data[at + 1] = green;
                image.data[at + 2] = blue;
                image.data[at + 3] = 255;
            }
        }
    };
    if (section.shield) {
        const [inner, outer] = section.shield;
        const wallAt = sampler(section.wall, section.wall.length / 2, 1);
        paint([0, width], [0, height - strip], (x, y) => {
            const radius = Math.hypot(x, y);
            return radius >= inner && radius <= outer ? wallAt((radius - inner) / (outer - inner), 0) : null;
        });
    }
    for (const wire of wires) {
        const [x0, y0] = [middleX + wire.x * unit, middleY - wire.y * unit];
        paint([x0 - unit - 1, x0 + unit + 2], [y0 - unit - 1, y0 + unit + 2], (x, y) => {
            const [dx, dy] = [x - wire.x, y - wire.y];
            const radius = Math.hypot(dx, dy);
            if (radius > 1) return null;
            let angle = Math.atan2(dy, dx) - wire.facing;
            angle -= 2 * Math.PI * Math.round(angle / (2 * Math.PI));
            const [real, imaginary] = wireAt(radius, angle);
            return [real * wire.sign, imaginary * wire.sign];
        });
    }
    context.putImageData(image, 0, 0);

    context.scale(ratio, ratio);
    context.strokeStyle = context.fillStyle = ink;
    context.font = "12px system-ui, sans-serif";
    context.textBaseline = "top";
    for (const wire of wires) {
        context.beginPath();
        context.arc(middleX + wire.x * unit, middleY - wire.y * unit, unit, 0, 2 * Math.PI);
        context.stroke();
    }
    (section.shield ?? []).forEach((radius) => {
        context.beginPath();
        context.arc(middleX, middleY, radius * unit, 0, 2 * Math.PI);
        context.stroke();
    });
    // How far apart, between the wires.
    if (section.wires.length > 1) {
        const [first, second] = section.wires;
        const distance = Math.hypot(first.x - second.x, first.y - second.y) * section.radius;
        context.textAlign = "center";
        context.fillText(`↔ ${Number(distance.toPrecision(3))} mm`, middleX, middleY - 8);
        if (closer < 1) context.fillText(words.not_to_scale, middleX, middleY + 8);
        context.textAlign = "left";
    }
    // Skin depth to scale, cut where it is longer than the picture.
    const depth = (section.skin / section.radius) * unit;
    const shown = Math.min(depth, width / 2 - 24);
    const level = height - 34;
    context.beginPath();
    context.moveTo(12, level - 4);
    context.lineTo(12, level + 4);
    context.moveTo(12, level);
    context.lineTo(12 + shown, level);
    if (shown === depth) {
        context.moveTo(12 + shown, level - 4);
        context.lineTo(12 + shown, level + 4);
    }
    context.stroke();
    context.fillText(`${words.skin_depth} ${section.skin.toPrecision(3)} mm${shown < depth ? " →" : ""}`, 12, height - 22);
    // Scale of colours.
    const barWidth = Math.min(180, width / 2 - 30);
    const left = width - barWidth - 14;
    for (let n = 0; n < barWidth; n++) {
        context.fillStyle = `rgb(${colour(scale, n / (barWidth - 1)).map(Math.round).join(",")})`;
        context.fillRect(left + n, level - 5, 1.5, 10);
    }
    context.fillStyle = ink;
    context.fillText(moment ? `−${most.toFixed(2)}` : "0", left, height - 22);
    context.textAlign = "right";
    context.fillText(`${most.toFixed(2)} ${words.of_dc}`, left + barWidth, height - 22);
    canvas.setAttribute("aria-label", `${words.section}. ${redraw.texts["field-words"]}`);
};
