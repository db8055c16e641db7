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
    const mounting = new Set(); // keys of controls that Dash is putting in place
    const clashing = new Set(); // keys whose value was refused beside others
    const zoomed = {}; // graph → whether the user has zoomed each axis
    const shown = {}; // graph → its frequencies, as in a view's range

    const element = (id) => document.getElementById(id);
    const setProps = (id, props) => window.dash_clientside.set_props(id, props);
    const slides = (key) => key in told.numbers;
    const isTyped = (key) => slides(key) || told.lists.includes(key);
    const isThere = (key) => Boolean(box(key)) && !mounting.has(key);
    const boxes = () => [...Object.keys(told.numbers), ...told.lists].filter(isThere);
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
        page.dataset.settled = String(!gate.busy() && !phaseTimer && !mounting.size && !typing && (wanted === refusedAs || same(wanted, drawn.given)));
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
            sayFiles(reply.view, Boolean(reply.left_out));
            draw(reply.view);
            fitNew();
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
                // The preset is that of the link; only a measurement of the visitor's own stays.
                const kept = wanted.frd ? Object.fromEntries(told.kept.map((key) => [key, wanted[key]])) : {};
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
        if (!isThere(key)) return;
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
            if (told.files.includes(key)) {
                element(`${key}-remove`).hidden = !text;
            } else if (!isTyped(key)) {
                choose(`${key}-choice`, text);
            } else if (!held[`${key}-error`]) {
                // What was typed in vain stays, with the reason why it is not taken.
                showNumber(key, text);
            }
        }
    };

    // A control that matters for the first time is put in place; it is drawn a frame or two later.
    const mount = (keys) => {
        for (const key of keys) {
            if (!slides(key) || box(key) || mounting.has(key)) continue;
            mounting.add(key);
            setProps(key, { children: told.controls[key] });
        }
        if (mounting.size) requestAnimationFrame(mounted);
    };

    const mounted = () => {
        for (const key of [...mounting]) {
            if (!box(key) || !thumb(key)) continue;
            mounting.delete(key);
            held[`${key}-box`] = told.view.shown[key];
            held[`${key}-slider`] = position(key, told.view.shown[key]);
            showNumber(key, drawn.shown[key]);
        }
        if (mounting.size) requestAnimationFrame(mounted);
        else settle();
    };

    const showNumber = (key, text) => {
        if (!isThere(key)) return;
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
            document.querySelectorAll(".export").forEach((link) => (link.href = `${link.dataset.path}?${view.query}`));
        }
        document.body.dataset.kind = view.kind;
        if (String(drawn.unused) !== String(view.unused)) {
            for (const key of Object.keys(view.shown)) element(key).classList.toggle("unused", view.unused.includes(key));
            mount(Object.keys(view.shown).filter((key) => !view.unused.includes(key)));
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
        if (graph.layout.shapes[0].x1 !== view.band[1]) {
            layout["shapes[0].x0"] = view.band[0];
            layout["shapes[0].x1"] = view.band[1];
        }
        if (!zoomed[id].y && !same(view.span[id], graph.layout.yaxis.range)) layout["yaxis.range"] = [...view.span[id]];
        const pool = graph.data.slice(0, told.traces);
        if (pool.filter((trace) => trace.visible).length !== curves.length) {
            window.Plotly.restyle(graph, { visible: pool.map((_, n) => n < curves.length) }, pool.map((_, n) => n));
            data.x = curves.map(() => frequencies(view.range));
        }
        if (Object.keys(layout).length) window.Plotly.update(graph, data, layout, traces);
        else window.Plotly.restyle(graph, data, traces);
    };

    // Where a measured impedance has no data and its ends are held: greyed, as far as the axis goes.
    const heldOutside = (view) => {
        if (!view.known || view.tab !== "impedance") return [];
        const ends = [[view.range[0], view.known[0]], [view.known[1], view.range[1]]].filter(([x0, x1]) => x0 < x1);
        return ends.map(([x0, x1]) => ({
            type: "rect", xref: "x", yref: "paper", layer: "above", x0, x1, y0: 0, y1: 1,
            line: { width: 0 }, fillcolor: "rgba(128,128,128,0.28)",
        }));
    };

    const drawOthers = (view) => {
        const x = frequencies(view.range);
        for (const [id, curves] of Object.entries(view.graphs)) {
            const { data, layout } = told.graphs[id];
            layout.xaxis.range = decades(view.range);
            const [x0, x1] = view.band;
            layout.shapes = [{ ...layout.shapes[0], x0, x1 }, ...heldOutside(view)];
            data.forEach((trace, n) => Object.assign(trace, { x, y: unpack(curves[n]) }));
            window.Plotly.react(element(id), data, layout, { displayModeBar: false, responsive: true });
        }
    };

    // The visitor's own curve and its difference from ours: the last two traces, with frequencies of their own.
    const drawMeasured = (view) => {
        const graph = plot("attenuation");
        const last = graph.data.length - 2;
        const own = view.measured;
        element("fit").hidden = !own;
        if (!own && !graph.data[last].visible) return;
        const data = { visible: Boolean(own) };
        if (own) {
            data.x = [own.frequency, own.frequency];
            data.y = [own.level, own.residual];
            data.name = [told.words.measured, told.words.residual];
        }
        window.Plotly.restyle(graph, data, [last, last + 1]);
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
        drawOthers(view);
        if (view.tab === "field") window.cablescopeSection(element("section"), view, told.words);
        if (view.tab === "response") {
            drawGraph("attenuation", view.curves, view);
            drawMeasured(view);
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

    // ---- files: read by the server, which keeps nothing; what comes back is a code for the link

    const LINK = 2000; // characters that a link may have

    // What was said of a file goes with its code: it comes back with it, and goes when the code goes.
    const saidOf = {};
    let unfitted = ""; // the code of a response just read, whose level is yet to be looked at

    const sayFiles = (view, all) => {
        for (const key of told.files) {
            if (all || view.given[key] !== drawn.given[key]) say(`${key}-told`, saidOf[view.given[key]] || "");
        }
    };

    const putFile = (key, code) => {
        if (key === "frd") {
            wanted = { ...wanted, shift: "0" }; // a level set for one file means nothing to another
            unfitted = code;
        } else if (code) {
            wanted = { ...wanted, zl: "file" };
        }
        change(key, code);
    };

    // A response of another level, as of a sound pressure, would lie far off: fitted at once, and told beside the graph.
    const fitNew = () => {
        if (!unfitted || drawn.given.frd !== unfitted) return;
        unfitted = "";
        if (drawn.measured && drawn.measured.far) change("shift", String(drawn.measured.fit));
    };

    // `kind` is the key that the user means, `place` that to which the file's header sends it.
    const readFile = async (kind, file, place = kind) => {
        const tell = (words) => say(`${place}-told`, words);
        if (file.size > told.most) return tell(`${file.name}: ${told.words.too_long}`);
        tell(told.words.reading);
        const rest = new URLSearchParams(drawn.query);
        rest.delete(place);
        const room = LINK - `${location.origin}${location.pathname}?${rest}&${place}=`.length;
        const query = new URLSearchParams({ kind, room, lang: page.lang });
        try {
            const answer = await fetch(`api/v1/curve?${query}`, { method: "POST", body: file });
            const read = await answer.json();
            if (read.error) return tell(`${file.name}: ${read.error.message}`);
            if (read.key !== place) {
                tell(saidOf[drawn.given[place]] || "");
                return readFile(kind, file, read.key); // once more, with the room that there is for it there
            }
            saidOf[read.code] = `${file.name}: ${read.message}`;
            tell(saidOf[read.code]);
            putFile(place, read.code);
        } catch {
            tell(told.words.upload_failed);
        }
        return undefined;
    };

    const watchFiles = () => {
        for (const key of told.files) {
            element(`${key}-choose`).addEventListener("click", () => {
                const picker = Object.assign(document.createElement("input"), { type: "file", accept: ".frd,.zma,.txt,.csv" });
                picker.addEventListener("change", () => picker.files[0] && readFile(key, picker.files[0]));
                picker.click();
            });
            element(`${key}-remove`).addEventListener("click", () => putFile(key, ""));
        }
        element("fit").addEventListener("click", () => drawn.measured && change("shift", String(drawn.measured.fit)));
        addEventListener("dragover", (event) => event.preventDefault());
        addEventListener("drop", (event) => {
            event.preventDefault();
            const file = event.dataTransfer.files[0];
            if (!file) return;
            const named = /\.(zma|frd)$/i.exec(file.name);
            const there = event.target.closest?.(".group.load") ? "zma" : "frd";
            readFile(named ? named[1].toLowerCase() : there, file);
        });
    };

    // The picture that the server draws, as pixels.
    const savePng = async () => {
        const answer = await fetch(`api/v1/response.svg?${drawn.query.replace(/&lang=[a-z]+/, "")}&lang=${page.lang}`);
        const url = URL.createObjectURL(await answer.blob());
        const image = Object.assign(new Image(), { src: url });
        await image.decode();
        const canvas = Object.assign(document.createElement("canvas"), { width: 2 * image.width, height: 2 * image.height });
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        URL.revokeObjectURL(url);
        const link = Object.assign(document.createElement("a"), { download: "cablescope.png", href: canvas.toDataURL("image/png") });
        link.click();
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
        element("png").addEventListener("click", savePng);
        watchFiles();
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
            if (told.files.includes(key)) continue;
            held[`${key}-choice`] = text;
            if (isTyped(key) && isThere(key)) held[`${key}-box`] = text;
            if (!slides(key) || !isThere(key)) continue;
            held[`${key}-slider`] = position(key, text);
            sayValue(key, text);
        }
        GRAPHS.forEach(watchZoom);
        for (const id of ["line-words", "line-how", "field-words", "residual"]) say(id, drawn.texts[id] || "");
        drawOthers(drawn);
        drawMeasured(drawn);
        if (drawn.tab === "field") window.cablescopeSection(element("section"), drawn, told.words);
        listen();
        settle();
        return undefined;
    };

    window.dash_clientside = Object.assign({}, window.dash_clientside, { bench: { chosen, replied } });
})();
