// The bench in the browser: wanted values go out one request at a time, pictures come back.
//
// `wanted` are the values that the user asks for, as text under the keys of the link; `drawn` is the view
// on screen.  While a request is out, newer values only replace the wanted ones; when its picture is drawn,
// or it is lost, the newest go out.  Numbers are computed and worded by the server alone.
"use strict";

(() => {
    const page = document.documentElement;
    const GRAPHS = ["attenuation", "phase"];
    const LOST_AFTER = 20000; // [ms] a request that got no answer at all, not even a failure
    const ADDRESS_AFTER = 250; // [ms] browsers allow about 100 changes of the address in 30 s

    let table = null; // what the server's table of quantities says, see _client_table
    let drawn = null;
    let wanted = null;
    let lenient = false; // the wanted values are a link's: draw what can be drawn
    let out = null; // the request under way: {id, wanted, answered}
    let count = 0;
    let failures = 0;
    let retryTimer = 0;
    let addressTimer = 0;
    let pushNext = false;
    const known = {}; // last value of each control's property, so that our own changes are not taken for the user's
    const zoomed = {}; // graph → {x: bool, y: bool}: axes that the user has zoomed

    const element = (id) => document.getElementById(id);
    const setProps = (id, props) => window.dash_clientside.set_props(id, props);

    // ---- slider positions and texts

    const position = (key, text) => {
        const number = Number(text);
        const { low, high, log } = table.numbers[key];
        const kept = Math.min(Math.max(number, low), high);
        return log ? Math.log10(kept) : kept;
    };

    const textAt = (key, place) => {
        const { low, high, log } = table.numbers[key];
        if (!log) return String(Number(place.toFixed(6)));
        // Three digits are finer than a step; the ends are exact.
        const number = Math.min(Math.max(Number((10 ** place).toPrecision(3)), low), high);
        return String(number);
    };

    const sayValue = (key, text) => {
        const thumb = element(key).querySelector("[role=slider]");
        if (thumb) thumb.setAttribute("aria-valuetext", `${text} ${table.numbers[key].unit}`.trim());
    };

    const set = (id, value) => {
        if (known[id] === value) return;
        known[id] = value;
        setProps(id, { value });
    };

    // ---- one request at a time

    const same = (a, b) => {
        const keys = Object.keys(a);
        return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
    };

    const settle = () => {
        const typing = [...document.querySelectorAll("#controls input[id$=-box]")].some(
            (box) => known[box.id] !== undefined && box.value !== known[box.id],
        );
        const settled = !out && !retryTimer && !typing && drawn !== null;
        page.dataset.settled = String(settled);
    };

    const send = () => {
        if (out || retryTimer) return;
        out = { id: ++count, wanted, answered: false };
        page.dataset.settled = "false";
        setProps("request", {
            data: {
                id: out.id,
                query: new URLSearchParams(wanted).toString(),
                language: page.lang,
                lenient,
            },
        });
        out.timer = setTimeout(lost, LOST_AFTER);
    };

    const next = () => {
        clearTimeout(out.timer);
        const answeredFor = out.wanted;
        out = null;
        if (wanted !== answeredFor && !same(wanted, answeredFor)) send();
        settle();
    };

    const lost = () => {
        clearTimeout(out.timer);
        out = null;
        failures += 1;
        say("connection", table.words.lost);
        retryTimer = setTimeout(retry, Math.min(500 * 2 ** (failures - 1), 8000));
    };

    const retry = () => {
        clearTimeout(retryTimer);
        retryTimer = 0;
        send();
    };

    const finished = (busy) => {
        if (busy !== 0 || !out) return;
        if (out.answered) return next();
        // The end of a request may be told before its answer is handed on.
        const request = out;
        setTimeout(() => {
            if (out !== request) return;
            if (out.answered) next();
            else lost();
        }, 60);
    };

    // ---- what the user does

    const change = (key, text) => {
        const changed = { ...wanted, [key]: text };
        if (key === "df") delete changed.rs; // of the two, the one moved last rules
        if (key === "rs") delete changed.df;
        wanted = changed;
        lenient = false;
        refuse(key, "");
        page.dataset.settled = "false";
    };

    const open = (values, push) => {
        for (const key of Object.keys(table.numbers)) refuse(key, "");
        for (const key of Object.keys(table.choices)) refuse(key, "");
        wanted = values;
        lenient = true;
        pushNext = push;
        page.dataset.settled = "false";
        send();
    };

    const choosePreset = (preset) => {
        // How the picture is looked at is not the preset's business.
        const kept = table.keep.filter((key) => key in wanted).map((key) => [key, wanted[key]]);
        const language = wanted.lang ? [["lang", wanted.lang]] : [];
        open(Object.fromEntries([["preset", preset], ...kept, ...language]), true);
    };

    const edited = () => {
        let changed = false;
        for (const { prop_id: id, value } of window.dash_clientside.callback_context.triggered) {
            const name = id.slice(0, id.lastIndexOf("."));
            const key = name.slice(0, name.lastIndexOf("-"));
            if (known[name] === value || value === undefined || value === null) continue;
            known[name] = value;
            if (name === "preset-choice") {
                choosePreset(value);
            } else if (name.endsWith("-slider")) {
                const text = textAt(key, value);
                set(`${key}-box`, text);
                sayValue(key, text);
                change(key, text);
                changed = true;
            } else {
                change(key, value);
                changed = true;
            }
        }
        if (changed) send();
        else settle();
    };

    // ---- what comes back

    const say = (id, words) => {
        const place = element(id);
        if (place && place.textContent !== words) place.textContent = words;
    };

    const refuse = (key, message) => {
        say(`${key}-problem`, message);
        const box = element(`${key}-box`);
        if (!box || (known[`${key}-wrong`] || false) === (message !== "")) return;
        known[`${key}-wrong`] = message !== "";
        setProps(`${key}-box`, { error: message !== "" });
        box.setAttribute("aria-describedby", `${key}-problem`);
    };

    const leftOut = (lines) => {
        say("messages-title", lines.length ? table.words.left_out : "");
        element("messages-list").replaceChildren(
            ...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })),
        );
        element("messages").classList.toggle("empty", lines.length === 0);
    };

    const replied = (reply, clientTable) => {
        const first = table === null;
        table = clientTable;
        if (first) {
            start(reply.view);
        } else if (out && reply.id === out.id) {
            out.answered = true;
            if (failures) {
                failures = 0;
                say("connection", table.words.back);
                setTimeout(() => failures === 0 && say("connection", ""), 4000);
            }
            if (reply.view) {
                const current = wanted === out.wanted;
                draw(reply.view);
                if (current) {
                    wanted = out.wanted = reply.view.given;
                    showControls(reply.view);
                }
                if (reply.left_out) leftOut(reply.left_out);
                noteAddress();
            } else {
                for (const { key, message, alone } of reply.refusals) {
                    refuse(key, message);
                    // A value that is wrong by itself is put aside, so that the other controls go on; one
                    // that is wrong beside others stays wanted, since a change of those can make it good.
                    if (alone && wanted[key] === out.wanted[key]) putAside(key);
                }
                if (wanted !== out.wanted && same(wanted, drawn.given)) wanted = out.wanted = drawn.given;
            }
        }
    };

    const putAside = (key) => {
        const back = { ...wanted };
        delete back[key];
        if (key === "df" || key === "rs") {
            delete back.df;
            delete back.rs;
            for (const source of ["df", "rs"]) if (source in drawn.given) back[source] = drawn.given[source];
        } else if (key in drawn.given) {
            back[key] = drawn.given[key];
        }
        const pending = wanted !== out.wanted;
        wanted = back;
        if (!pending) out.wanted = back;
    };

    const showControls = (view) => {
        set("preset-choice", view.preset);
        for (const [key, text] of Object.entries(view.shown)) {
            if (!(key in table.numbers)) {
                set(`${key}-choice`, text);
                refuse(key, "");
                continue;
            }
            const wrong = known[`${key}-wrong`] && lenient === false && !(key in view.given && wanted[key] === known[`${key}-box`]);
            if (wrong) continue; // what was typed stays, with the reason why it is not taken
            refuse(key, "");
            set(`${key}-box`, text);
            const place = position(key, text);
            const was = known[`${key}-slider`];
            if (was === undefined || Math.abs(place - was) > table.numbers[key].step / 2) set(`${key}-slider`, place);
            sayValue(key, text);
        }
    };

    // ---- drawing

    const plot = (id) => element(id).querySelector(".js-plotly-plot");

    const unpack = (differences) => {
        const values = new Array(differences.length);
        let slope = 0;
        let value = 0;
        for (let n = 0; n < differences.length; n++) {
            slope += differences[n];
            value += slope;
            values[n] = value * table.step;
        }
        return values;
    };

    const frequencies = ([low, high, points]) => {
        const step = Math.log(high / low) / (points - 1);
        return Array.from({ length: points }, (_, n) => low * Math.exp(n * step));
    };

    const drawGraph = (id, curves, view) => {
        const graph = plot(id);
        if (!graph || !graph.data) return;
        const data = { y: graph.data.map((_, n) => (curves[n] ? unpack(curves[n]) : [])) };
        const layout = {};
        if (!same(view.range, drawn.range)) {
            const x = frequencies(view.range);
            data.x = graph.data.map(() => x);
            zoomed[id].x = false;
            layout["xaxis.range"] = [Math.log10(view.range[0]), Math.log10(view.range[1])];
        }
        if (curves.length !== graph.data.filter((trace) => trace.visible).length) {
            data.visible = graph.data.map((_, n) => n < curves.length);
        }
        if (!zoomed[id].y && !same(view.span[id], graph.layout.yaxis.range)) {
            layout["yaxis.range"] = [...view.span[id]];
        }
        zoomed[id].ours = true;
        window.Plotly.update(graph, data, layout);
        zoomed[id].ours = false;
    };

    const draw = (view) => {
        drawGraph("attenuation", view.curves, view);
        drawGraph("phase", [view.phase], view);
        showWords(view);
        drawn = view;
    };

    const showWords = (view) => {
        for (const [id, words] of Object.entries(view.texts)) say(id, words);
        element("verdict").dataset.grade = view.verdict;
        if (!drawn || drawn.schematic !== view.schematic) element("schematic").innerHTML = view.schematic;
        element("api-json").href = `api/v1/response?${view.query}`;
        element("api-csv").href = `api/v1/response.csv?${view.query}`;
        if (!drawn || drawn.kind !== view.kind) {
            document.body.dataset.kind = view.kind;
            for (const [key, { kinds }] of Object.entries({ ...table.numbers, ...table.choices })) {
                element(key).classList.toggle("unused", !kinds.includes(view.kind));
            }
        }
    };

    // A zoom of the user's own stays through redraws; a double click gives the axis back.
    const watchZoom = (id) => {
        zoomed[id] = { x: false, y: false, ours: false };
        const graph = plot(id);
        graph.on("plotly_relayout", (event) => {
            if (zoomed[id].ours) return;
            for (const axis of ["x", "y"]) {
                const keys = Object.keys(event);
                if (keys.some((key) => key.startsWith(`${axis}axis.range`))) zoomed[id][axis] = true;
                if (`${axis}axis.autorange` in event || `${axis}axis.showspikes` in event) zoomed[id][axis] = false;
            }
        });
        graph.on("plotly_doubleclick", () => {
            zoomed[id].x = zoomed[id].y = false;
            window.Plotly.relayout(graph, {
                "xaxis.range": [Math.log10(drawn.range[0]), Math.log10(drawn.range[1])],
                "yaxis.range": [...drawn.span[id]],
            });
            zoomed[id].x = zoomed[id].y = false;
        });
    };

    // ---- the address bar

    const address = () => `${location.pathname}?${drawn.query}${location.hash}`;

    const writeAddress = () => {
        clearTimeout(addressTimer);
        addressTimer = 0;
        if (location.search !== `?${drawn.query}`) history.replaceState(null, "", address());
    };

    const noteAddress = () => {
        if (pushNext) {
            pushNext = false;
            clearTimeout(addressTimer);
            addressTimer = 0;
            if (location.search !== `?${drawn.query}`) history.pushState(null, "", address());
        } else if (!addressTimer) {
            addressTimer = setTimeout(writeAddress, ADDRESS_AFTER);
        }
    };

    const copyLink = async () => {
        writeAddress();
        const button = element("copy");
        const words = button.textContent;
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
            button.focus();
        }
        say("link-status", copied ? table.words.copied : table.words.copy_failed);
        setTimeout(() => say("link-status", ""), 2500);
    };

    // ---- the start

    const whenDrawn = (then) => {
        const ready = GRAPHS.every((id) => element(id) && plot(id) && plot(id).on && plot(id)._fullLayout);
        if (ready) then();
        else requestAnimationFrame(() => whenDrawn(then));
    };

    const start = (view) => {
        for (const [key, text] of Object.entries(view.shown)) {
            if (key in table.numbers) {
                known[`${key}-box`] = text;
                known[`${key}-slider`] = position(key, text);
                sayValue(key, text);
            } else {
                known[`${key}-choice`] = text;
            }
        }
        known["preset-choice"] = view.preset;
        wanted = view.given;
        showWords(view);
        drawn = view;

        const controls = element("controls");
        controls.addEventListener("input", settle, true);
        new MutationObserver((changes) => {
            for (const { target } of changes) {
                const control = target.closest(".control");
                const was = control && known[`${control.id}-slider`];
                if (Math.abs(Number(target.getAttribute("aria-valuenow")) - was) > 1e-9) page.dataset.settled = "false";
            }
        }).observe(controls, { attributes: true, attributeFilter: ["aria-valuenow"], subtree: true });
        element("reset").addEventListener("click", () => {
            const language = wanted.lang ? { lang: wanted.lang } : {};
            open({ preset: drawn.preset, ...language }, true);
        });
        element("copy").addEventListener("click", copyLink);
        element("messages-close").addEventListener("click", () => leftOut([]));
        element("language").addEventListener("click", (event) => {
            event.preventDefault();
            const query = new URLSearchParams(drawn.query);
            query.set("lang", event.currentTarget.lang);
            location.assign(`${location.pathname}?${query}`);
        });
        window.addEventListener("popstate", () => open(Object.fromEntries(new URLSearchParams(location.search)), false));
        window.addEventListener("online", () => retryTimer && retry());
        window.addEventListener("pagehide", () => addressTimer && writeAddress());

        whenDrawn(() => {
            GRAPHS.forEach(watchZoom);
            settle();
        });
    };

    window.dash_clientside = Object.assign({}, window.dash_clientside, { bench: { edited, replied, finished } });
})();
