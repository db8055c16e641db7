// The picture of the current: the cross-section to scale, each point coloured by the current density there.
"use strict";

(() => {
    // One pattern serves all wires: samples ring by ring from the axis, ray by ray over half a turn.
    const sampler = (numbers, rings, rays) => (radius, angle) => {
        const ring = Math.min(radius * (rings - 1), rings - 1.001);
        const ray = rays > 1 ? Math.min((Math.abs(angle) / Math.PI) * (rays - 1), rays - 1.001) : 0;
        const [i, j] = [Math.floor(ring), Math.floor(ray)];
        const [u, v] = [ring - i, ray - j];
        const at = (a, b, part) => numbers[2 * (a * rays + Math.min(b, rays - 1)) + part];
        const mixed = (part) =>
            (1 - u) * ((1 - v) * at(i, j, part) + v * at(i, j + 1, part)) +
            u * ((1 - v) * at(i + 1, j, part) + v * at(i + 1, j + 1, part));
        return [mixed(0), mixed(1)];
    };

    const mix = (from, to, share) => from.map((value, n) => value + (to[n] - value) * share);
    const NONE = [246, 244, 238];
    const SCALES = {
        abs: [NONE, [253, 200, 90], [214, 73, 51], [74, 12, 60]],
        now: [[33, 80, 170], [130, 170, 225], NONE, [235, 150, 120], [165, 30, 40]],
    };
    const colour = (scale, share) => {
        const place = Math.min(Math.max(share, 0), 1) * (scale.length - 1);
        const n = Math.min(Math.floor(place), scale.length - 2);
        return mix(scale[n], scale[n + 1], place - n);
    };

    window.cablescopeSection = (canvas, view, words) => {
        const { section } = view;
        canvas.hidden = !section;
        if (!section) return;
        const moment = view.given.jshow === "now";
        const phase = (Number(view.given.ph) * Math.PI) / 180;
        const [width, height] = [canvas.clientWidth || 600, canvas.clientHeight || 400];
        const ratio = Math.min(window.devicePixelRatio || 1, 2);
        canvas.width = width * ratio;
        canvas.height = height * ratio;
        const ink = getComputedStyle(document.body).color;
        const context = canvas.getContext("2d");

        // The whole cable and a strip under it for the scale of lengths and colours.
        const reach = (axis) => Math.max(section.shield ? section.shield[1] : 0, ...section.wires.map((wire) => Math.abs(wire[axis]) + 1));
        const strip = 54;
        const unit = Math.min((width - 24) / (2 * reach("x")), (height - strip - 16) / (2 * reach("y")));
        const [middleX, middleY] = [width / 2, (height - strip) / 2 + 4];

        const rings = section.density.length / 2 / section.rays;
        const wireAt = sampler(section.density, rings, section.rays);
        const wallAt = section.wall.length ? sampler(section.wall, section.wall.length / 2, 1) : null;
        const most = section.most;
        const shade = ([real, imaginary]) => {
            if (!moment) return colour(SCALES.abs, Math.hypot(real, imaginary) / most);
            return colour(SCALES.now, 0.5 + (real * Math.cos(phase) - imaginary * Math.sin(phase)) / most / 2);
        };

        const image = context.createImageData(canvas.width, canvas.height);
        const paint = (fromX, toX, fromY, toY, density) => {
            for (let row = Math.max(0, Math.floor(fromY * ratio)); row < Math.min(canvas.height, toY * ratio); row++) {
                for (let column = Math.max(0, Math.floor(fromX * ratio)); column < Math.min(canvas.width, toX * ratio); column++) {
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
            paint(0, width, 0, height - strip, (x, y) => {
                const radius = Math.hypot(x, y);
                return radius >= inner && radius <= outer ? wallAt((radius - inner) / (outer - inner), 0) : null;
            });
        }
        for (const wire of section.wires) {
            const [x0, y0] = [middleX + wire.x * unit, middleY - wire.y * unit];
            paint(x0 - unit - 1, x0 + unit + 2, y0 - unit - 1, y0 + unit + 2, (x, y) => {
                const [dx, dy] = [x - wire.x, y - wire.y];
                const radius = Math.hypot(dx, dy);
                if (radius > 1) return null;
                let angle = Math.atan2(dy, dx) - wire.facing;
                angle -= 2 * Math.PI * Math.round(angle / (2 * Math.PI));
                return wireAt(radius, angle).map((part) => part * wire.sign);
            });
        }
        context.putImageData(image, 0, 0);

        context.scale(ratio, ratio);
        context.strokeStyle = context.fillStyle = ink;
        context.font = "12px system-ui, sans-serif";
        context.textBaseline = "top";
        for (const wire of section.wires) {
            context.beginPath();
            context.arc(middleX + wire.x * unit, middleY - wire.y * unit, unit, 0, 2 * Math.PI);
            context.stroke();
        }
        (section.shield || []).forEach((radius) => {
            context.beginPath();
            context.arc(middleX, middleY, radius * unit, 0, 2 * Math.PI);
            context.stroke();
        });
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
            context.fillStyle = `rgb(${colour(moment ? SCALES.now : SCALES.abs, n / (barWidth - 1)).map(Math.round).join(",")})`;
            context.fillRect(left + n, level - 5, 1.5, 10);
        }
        context.fillStyle = ink;
        context.fillText(moment ? `−${most.toFixed(2)}` : "0", left, height - 22);
        context.textAlign = "right";
        context.fillText(`${most.toFixed(2)} ${words.of_dc}`, left + barWidth, height - 22);
        canvas.setAttribute("aria-label", `${words.section}. ${view.texts["field-words"]}`);
    };
})();
