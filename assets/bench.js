// The bench in the browser: wanted values go out one request at a time, pictures come back.
//
// `wanted` are the values that the user asks for, as text under the keys of the link; `drawn` is the view
// on screen; the gate (gate.js) lets one request out at a time.  All numbers are computed, worded and judged by the server.
"use strict";

(() => {
    const page = document.documentElement;
    const GRAPHS = ["attenuation", "phase"];
    const TYPED_AFTER = 400; // [ms] a pause in typing counts as the end of it, like Enter and leaving the box
    const PHASE_EVERY = 150; // [ms]
    const ADDRESS_AFTER = 250; // [ms] browsers allow about 100 changes of the address in 30 s

    let told = null; // what the server tells once: the table of quantities, words, the first view
    let drawn = null;
    let wanted = null;
    let lenient = false; // the wanted values are a link's: draw what can be drawn
    let refusedAs = null; // wanted values that the server has refused
    let gate = null; // lets one request out at a time
    let addressTimer = 0;
    let typingTimer = 0;
    let phaseDrawn = 0;
    let phaseTimer = 0;
    let dragging = false;
    let push = false; // the next picture is a new entry of the history
    const held = {}; // id of a control → its value as last set by us or read by us; anything else is the user's
    const clashing = new Set(); // keys whose value was refused beside others
    const zoomed = {}; // graph → whether the user has zoomed each axis
    const shown = {}; // graph → its frequencies, as in a view's range

    const element = (id) => document.getElementById(id);
    const setProps = (id, props) => window.dash_clientside.set_props(id, props);
    const slides = (key) => key in told.numbers;
    const isTyped = (key) => slides(key) || told.lists.includes(key);
    const boxes = () => [...Object.keys(told.numbers), ...told.lists];
    const box = (key) => element(`${key}-box`);
    const thumb = (key) => element(key).querySelector("[role=slider]");
    const same = (a, b) => {
        const keys = Object.keys(a);
        return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
    };

    // ---- slider positions and texts

    const position = (key, text) => {
        const { low, high, log } = told.numbers[key];
        const kept = Math.min(Math.max(Number(text), low), high);
        return log ? Math.log10(kept) : kept;
    };

    const textAt = (key, place) => {
        const { low, high, log } = told.numbers[key];
        if (!log) return String(Number(place.toFixed(6)));
        // Three digits are finer than a step; the ends are exact.
        return String(Math.min(Math.max(Number((10 ** place).toPrecision(3)), low), high));
    };

    const sayValue = (key, text) => {
        thumb(key).setAttribute("aria-valuetext", `${text} ${told.numbers[key].unit}`.trim());
    };

    const fill = (key, text) => {
        held[`${key}-box`] = text;
        if (box(key).value !== text) box(key).value = text;
    };

    // ---- there and back

    const settle = () => {
        const typing = boxes().some((key) => box(key).value !== held[`${key}-box`]);
        page.dataset.settled = String(!gate.busy() && !phaseTimer && !typing && (wanted === refusedAs || same(wanted, drawn.given)));
    };

    const ask = (id) => {
        const query = new URLSearchParams(wanted).toString();
        setProps("request", { data: { id, query, language: page.lang, lenient } });
        return wanted;
    };

    const replied = (reply) => {
        if (drawn === null) return start();
        const asked = gate.answered(reply.id);
        if (!asked) return undefined;
        if (reply.view) {
            clashing.forEach((key) => mark(key, ""));
            clashing.clear();
            if (wanted === asked) wanted = reply.view.given;
            else if (!same(wanted, reply.view.given)) gate.send(); // first, so that the server works while we draw
            draw(reply.view);
            if (!gate.busy()) showControls();
            if (reply.left_out) leftOut(reply.left_out);
            noteAddress();
        } else {
            reply.refusals.forEach((refusal) => refused(refusal, asked));
            if (!same(wanted, asked) && !same(wanted, drawn.given)) gate.send();
            else refusedAs = wanted; // answered, with the reasons beside the controls
        }
        settle();
        return undefined;
    };

    // ---- what the user does

    const rowOf = (key) => told.alternatives.find((row) => row.flat().includes(key));

    const change = (key, text) => {
        const changed = { ...wanted };
        const row = rowOf(key);
        if (row) {
            // Of several ways to say one thing, the one moved last rules.
            row.flat().forEach((other) => delete changed[other]);
            row.find((keys) => keys.includes(key)).forEach((other) => (changed[other] = drawn.shown[other]));
        }
        if (key === "cable") (told.catalogue[text] || []).forEach((other) => delete changed[other]);
        changed[key] = text;
        wanted = changed;
        lenient = false;
        mark(key, "");
        gate.send();
    };

    const open = (values, isNew) => {
        clearTimeout(typingTimer);
        boxes().forEach((key) => mark(key, ""));
        wanted = values;
        lenient = true;
        push = isNew;
        gate.send();
    };

    const language = () => (wanted.lang ? { lang: wanted.lang } : {});

    // Options are chosen through Dash; they change rarely.
    const chosen = () => {
        for (const { prop_id: property, value } of window.dash_clientside.callback_context.triggered) {
            const id = property.slice(0, property.lastIndexOf("."));
            if (held[id] === value || value === null || value === undefined) continue;
            held[id] = value;
            if (id === "preset-choice") {
                // How the picture is looked at is not the preset's business.
                const kept = Object.fromEntries(told.kept.map((key) => [key, wanted[key]]));
                open({ preset: value, ...kept, ...language() }, true);
            } else if (id === "insulation-choice") {
                Object.entries(told.insulations[value]).forEach(([key, text]) => change(key, text));
                held[id] = null;
                setProps(id, { value: null });
            } else {
                change(id.slice(0, -"-choice".length), value);
            }
        }
        settle();
    };

    const slid = (key, place) => {
        const text = textAt(key, place);
        held[`${key}-slider`] = place;
        fill(key, text);
        sayValue(key, text);
        change(key, text);
    };

    const typed = (key) => {
        clearTimeout(typingTimer);
        const text = box(key).value;
        if (text === held[`${key}-box`]) return settle();
        held[`${key}-box`] = text;
        change(key, text);
        return undefined;
    };

    // ---- what is wrong

    const say = (id, words) => {
        if (element(id).textContent !== words) element(id).textContent = words;
    };

    const mark = (key, message) => {
        if ((held[`${key}-error`] || "") === message) return;
        held[`${key}-error`] = message;
        setProps(`${key}-box`, { error: message || null, value: box(key).value });
    };

    const refused = ({ key, message, alone }, asked) => {
        if (wanted[key] !== asked[key]) return; // by now the user wants something else
        if (isTyped(key)) mark(key, message);
        if (!alone) clashing.add(key);
        // What is wrong by itself is put aside, so that the other controls go on.  What is wrong beside
        // others stays wanted, since a change of those can make it good.
        if (!alone) return;
        const together = (rowOf(key) || [[key]]).flat();
        wanted = Object.fromEntries(Object.entries(wanted).filter(([name]) => !together.includes(name)));
        for (const name of together) if (name in drawn.given) wanted[name] = drawn.given[name];
    };

    const leftOut = (lines) => {
        say("messages-title", lines.length ? told.words.left_out : "");
        const items = lines.map((line) => Object.assign(document.createElement("li"), { textContent: line }));
        element("messages-list").replaceChildren(...items);
        element("messages").classList.toggle("empty", lines.length === 0);
    };

    // ---- what is shown

    const showControls = () => {
        const choose = (id, value) => {
            if (held[id] === value) return;
            held[id] = value;
            setProps(id, { value });
        };
        choose("preset-choice", drawn.preset);
        for (const [key, text] of Object.entries(drawn.shown)) {
            if (!isTyped(key)) {
                choose(`${key}-choice`, text);
            } else if (!held[`${key}-error`]) {
                // What was typed in vain stays, with the reason why it is not taken.
                showNumber(key, text);
            }
        }
    };

    const showNumber = (key, text) => {
        fill(key, text);
        if (!slides(key)) return;
        sayValue(key, text);
        const place = position(key, text);
        // While the user drags, the slider stands between two texts; it must not be pulled to either.
        const near = Math.abs(place - Number(thumb(key).getAttribute("aria-valuenow"))) <= told.numbers[key].step / 2;
        if (!near) {
            held[`${key}-slider`] = place;
            setProps(`${key}-slider`, { value: place });
        }
    };

    const showWords = (view) => {
        for (const [id, words] of Object.entries(view.texts)) say(id, words);
        element("verdict").dataset.grade = view.verdict;
        if (drawn.schematic !== view.schematic) element("schematic").innerHTML = view.schematic;
        if (drawn.query !== view.query) {
            element("api-json").href = `api/v1/response?${view.query}`;
            element("api-csv").href = `api/v1/response.csv?${view.query}`;
        }
        if (drawn.kind !== view.kind) {
            document.body.dataset.kind = view.kind;
            for (const [key, kinds] of Object.entries(told.kinds)) {
                element(key).classList.toggle("unused", !kinds.includes(view.kind));
            }
        }
    };

    // ---- the graphs

    const plot = (id) => element(id).querySelector(".js-plotly-plot");

    const unpack = (differences) => {
        const values = new Float64Array(differences.length);
        let slope = 0;
        let value = 0;
        differences.forEach((difference, n) => {
            slope += difference;
            value += slope;
            values[n] = value * told.step;
        });
        return values;
    };

    const frequencies = ([low, high, points]) => {
        const step = Math.log(high / low) / (points - 1);
        return Array.from({ length: points }, (_, n) => low * Math.exp(n * step));
    };

    const decades = ([low, high]) => [Math.log10(low), Math.log10(high)];

    const drawGraph = (id, curves, view) => {
        const graph = plot(id);
        const traces = curves.map((_, n) => n);
        const data = { y: curves.map(unpack) };
        if (curves.some((_, n) => graph.data[n].name !== view.names[n])) data.name = view.names.slice(0, curves.length);
        const layout = {};
        if (!same(view.range, shown[id])) {
            shown[id] = view.range;
            data.x = curves.map(() => frequencies(view.range));
            zoomed[id].x = false;
            layout["xaxis.range"] = decades(view.range);
        }
        if (!zoomed[id].y && !same(view.span[id], graph.layout.yaxis.range)) layout["yaxis.range"] = [...view.span[id]];
        if (graph.data.filter((trace) => trace.visible).length !== curves.length) {
            window.Plotly.restyle(graph, { visible: graph.data.map((_, n) => n < curves.length) });
            data.x = curves.map(() => frequencies(view.range));
        }
        if (Object.keys(layout).length) window.Plotly.update(graph, data, layout, traces);
        else window.Plotly.restyle(graph, data, traces);
    };

    const drawLine = (view) => {
        const x = frequencies(view.range);
        for (const [id, curves] of Object.entries(view.line)) {
            const { data, layout } = told.lineGraphs[id];
            layout.xaxis.range = decades(view.range);
            data.forEach((trace, n) => Object.assign(trace, { x, y: unpack(curves[n]) }));
            window.Plotly.react(element(id), data, layout, { displayModeBar: false, responsive: true });
        }
    };

    const drawPhase = (view) => {
        phaseTimer = 0;
        drawGraph("phase", view.phases, view);
        phaseDrawn = performance.now();
    };

    const finishPhase = () => {
        if (phaseTimer && drawn.tab === "response") {
            clearTimeout(phaseTimer);
            drawPhase(drawn);
        }
        settle();
    };

    const draw = (view) => {
        if (document.body.dataset.view !== view.tab) {
            document.body.dataset.view = view.tab;
            if (view.tab === "response") GRAPHS.forEach((id) => window.Plotly.Plots.resize(plot(id)));
        }
        if (view.line) drawLine(view);
        if (view.tab === "field") window.cablescopeSection(element("section"), view, told.words);
        if (view.tab === "response") {
            drawGraph("attenuation", view.curves, view);
            // In a drag the phase is redrawn less often: each graph costs as much as all the rest.
            clearTimeout(phaseTimer);
            if (!dragging || performance.now() - phaseDrawn > PHASE_EVERY) drawPhase(view);
            else phaseTimer = setTimeout(finishPhase, PHASE_EVERY);
        }
        showWords(view);
        drawn = view;
    };

    // A zoom of the user's own stays through redraws; a double click, or the button, gives the axes back.
    const watchZoom = (id) => {
        const graph = plot(id);
        zoomed[id] = { x: false, y: false };
        shown[id] = drawn.range;
        graph.removeAllListeners(); // Dash's own: each redraw and hover would go through its store, for nobody
        graph.on("plotly_relayout", () => {
            const range = { x: decades(drawn.range), y: drawn.span[id] };
            for (const axis of ["x", "y"]) zoomed[id][axis] = !same(graph.layout[`${axis}axis`].range, range[axis]);
            element("unzoom").hidden = !GRAPHS.some((name) => zoomed[name].x || zoomed[name].y);
        });
        graph.on("plotly_doubleclick", () => {
            unzoom(id);
            return false;
        });
        // A finger on the graph scrolls the page, as everywhere else.
        if (matchMedia("(pointer: coarse)").matches) window.Plotly.relayout(graph, { dragmode: false });
    };

    const unzoom = (id) => {
        const layout = { "xaxis.range": decades(drawn.range), "yaxis.range": [...drawn.span[id]] };
        window.Plotly.relayout(plot(id), layout);
    };

    // ---- the address bar

    const writeAddress = (isNew) => {
        clearTimeout(addressTimer);
        addressTimer = 0;
        if (location.search === `?${drawn.query}`) return;
        const address = `${location.pathname}?${drawn.query}${location.hash}`;
        if (isNew) history.pushState(null, "", address);
        else history.replaceState(null, "", address);
    };

    const noteAddress = () => {
        if (push) writeAddress(true);
        else if (!addressTimer) addressTimer = setTimeout(writeAddress, ADDRESS_AFTER, false);
        push = false;
    };

    const leave = () => {
        if (addressTimer) writeAddress(false);
        try {
            sessionStorage.setItem("cablescope-bench", drawn.query); // for the way back from the other pages
        } catch {
            // Storage is switched off.
        }
    };

    const copyLink = async () => {
        writeAddress(false);
        let copied = true;
        try {
            await navigator.clipboard.writeText(location.href);
        } catch {
            // Without https a browser offers no clipboard; a selection can still be copied.
            const carrier = Object.assign(document.createElement("textarea"), { value: location.href });
            document.body.append(carrier);
            carrier.select();
            copied = document.execCommand("copy");
            carrier.remove();
            element("copy").focus();
        }
        say("link-status", copied ? told.words.copied : told.words.copy_failed);
        setTimeout(say, 2500, "link-status", "");
    };

    const changeTheme = () => {
        const theme = page.dataset.mantineColorScheme === "dark" ? "light" : "dark";
        try {
            localStorage.setItem("mantine-color-scheme-value", theme);
        } catch {
            // Storage is switched off: the choice lasts as long as the page.
        }
        setProps("mantine", { forceColorScheme: theme });
        if (drawn.tab === "field") setTimeout(() => window.cablescopeSection(element("section"), drawn, told.words), 50);
    };

    const changeLanguage = (event) => {
        event.preventDefault();
        const query = new URLSearchParams(drawn.query);
        query.set("lang", event.currentTarget.lang);
        location.assign(`${location.pathname}?${query}`);
    };

    // ---- the start: Dash has put the controls and graphs in place, the first picture already in them

    const listen = () => {
        const controls = element("controls");
        const keyOf = (target) => target.closest(".control").id;
        const isBox = (target) => target.id.endsWith("-box");
        controls.addEventListener("input", ({ target }) => {
            if (!isBox(target)) return;
            settle();
            clearTimeout(typingTimer);
            typingTimer = setTimeout(typed, TYPED_AFTER, keyOf(target));
        });
        for (const end of ["change", "focusout"]) {
            controls.addEventListener(end, ({ target }) => isBox(target) && typed(keyOf(target)));
        }
        controls.addEventListener("pointerdown", () => (dragging = true));
        for (const end of ["pointerup", "pointercancel", "blur"]) {
            addEventListener(end, () => {
                dragging = false;
                finishPhase();
            });
        }
        controls.addEventListener("keydown", ({ key, target }) => key === "Enter" && isBox(target) && typed(keyOf(target)));
        new MutationObserver((changes) => {
            for (const { target } of changes) {
                const key = keyOf(target);
                const place = Number(target.getAttribute("aria-valuenow"));
                if (Math.abs(place - held[`${key}-slider`]) > 1e-6) slid(key, place);
            }
        }).observe(controls, { attributes: true, attributeFilter: ["aria-valuenow"], subtree: true });
        element("reset").addEventListener("click", () => open({ preset: drawn.preset, ...language() }, true));
        element("unzoom").addEventListener("click", () => GRAPHS.forEach(unzoom));
        element("copy").addEventListener("click", copyLink);
        element("theme").addEventListener("click", changeTheme);
        element("language").addEventListener("click", changeLanguage);
        element("messages-close").addEventListener("click", () => leftOut([]));
        addEventListener("resize", () => drawn.tab === "field" && window.cablescopeSection(element("section"), drawn, told.words));
        addEventListener("cablescope-lost", gate.lost);
        addEventListener("popstate", () => open(Object.fromEntries(new URLSearchParams(location.search)), false));
        addEventListener("pagehide", leave);
    };

    const start = () => {
        const ready = GRAPHS.every((id) => element(id) && plot(id) && plot(id).on && plot(id)._fullLayout);
        if (!ready) return requestAnimationFrame(start);
        told = JSON.parse(element("first").textContent);
        gate = window.cablescopeGate({ ask, tell: (word) => say("connection", told.words[word] || "") });
        drawn = told.view;
        wanted = drawn.given;
        held["preset-choice"] = drawn.preset;
        for (const [key, text] of Object.entries(drawn.shown)) {
            held[`${key}-choice`] = text;
            if (isTyped(key)) held[`${key}-box`] = text;
            if (!slides(key)) continue;
            held[`${key}-slider`] = position(key, text);
            sayValue(key, text);
        }
        GRAPHS.forEach(watchZoom);
        for (const id of ["line-words", "line-how", "field-words"]) say(id, drawn.texts[id] || "");
        if (drawn.line) drawLine(drawn);
        if (drawn.tab === "field") window.cablescopeSection(element("section"), drawn, told.words);
        listen();
        settle();
        return undefined;
    };

    window.dash_clientside = Object.assign({}, window.dash_clientside, { bench: { chosen, replied } });
})();
