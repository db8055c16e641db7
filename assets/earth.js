// The earth page live: the form is the state; its query goes out one request at a time (gate.js), and the
// server's picture and answers come back as fragments.  Nothing is computed here.
"use strict";

(() => {
    const ADDRESS_AFTER = 250; // [ms] browsers allow about 100 changes of the address in 30 s
    const page = document.documentElement;
    const element = (id) => document.getElementById(id);
    const told = JSON.parse(element("told").textContent);
    const list = element("list");

    let drawn = null; // the query on screen, as the form gave it
    let refusedAs = null; // a query that was refused
    let addressTimer = 0;
    const good = {}; // key → its last text that was not refused
    const bad = {}; // key → its text that was

    const say = (id, words) => {
        if (element(id).textContent !== words) element(id).textContent = words;
    };
    const devices = () => [...list.querySelectorAll("[data-device]")];
    const field = (part, name) => part.querySelector(`[data-field="${name}"]`);
    const value = (part, name) => field(part, name).value.trim();

    // ---- the form as a query

    const deviceText = (device) => {
        const texts = ["name", "line", "neutral", "ground"].map((name) => value(device, name).replaceAll("~", ""));
        if (field(device, "flip").checked) texts.push("flip");
        if (value(device, "pe")) texts.push(`pe${value(device, "pe")}`);
        if (value(device, "r")) texts.push(`r${value(device, "r")}`);
        return texts.join("~");
    };

    const around = () => [...document.querySelectorAll("[data-key]")];
    const partOf = (key) => {
        const device = /^d(\d+)$/.exec(key);
        return device ? devices()[device[1] - 1] : document.querySelector(`[data-key="${key}"]`);
    };

    const written = () => {
        const pairs = { v: "1" };
        around().forEach((part) => (pairs[part.dataset.key] = value(part, part.dataset.key)));
        devices().forEach((device, n) => (pairs[`d${n + 1}`] = deviceText(device)));
        return pairs;
    };

    // What was refused stands in its box, with the reason; the rest goes on with its last good text.
    const wanted = () => {
        const pairs = written();
        for (const [key, text] of Object.entries(bad)) {
            if (pairs[key] !== text) delete bad[key];
            else if (key in good) pairs[key] = good[key];
            else delete pairs[key];
        }
        return new URLSearchParams({ ...pairs, lang: page.lang }).toString();
    };

    // ---- there and back

    const settle = () => {
        const query = wanted();
        page.dataset.settled = String(!gate.busy() && (query === drawn || query === refusedAs));
    };

    const ask = (id) => {
        const query = wanted();
        fetch(`earth/answers?${query}`)
            .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
            .then((reply) => answered(id, reply), gate.lost);
        return { query, pairs: written() };
    };

    const answered = (id, reply) => {
        const asked = gate.answered(id);
        if (!asked) return;
        if (reply.refusals) {
            refusedAs = asked.query;
            for (const { key, message } of reply.refusals) {
                const part = partOf(key) || partOf("to");
                part.querySelector("[data-problem]").textContent = message;
                if (!(key in bad)) bad[key] = asked.pairs[key];
            }
        } else {
            drawn = asked.query;
            for (const [key, text] of Object.entries(asked.pairs)) if (bad[key] !== text) good[key] = text;
            around().concat(devices()).forEach((part) => {
                const key = part.dataset.key || `d${devices().indexOf(part) + 1}`;
                if (!(key in bad)) part.querySelector("[data-problem]").textContent = "";
            });
            show(reply);
            noteAddress(reply.query);
        }
        const query = wanted();
        if (query !== drawn && query !== refusedAs) gate.send();
        settle();
    };

    const show = (reply) => {
        // A plug that has the focus keeps it.
        const held = document.activeElement?.dataset?.flip;
        element("picture").innerHTML = reply.picture;
        if (held) element("picture").querySelector(`[data-flip="${held}"]`)?.focus();
        const scrolled = [...element("answers").querySelectorAll(".scroll")].map((box) => box.scrollLeft);
        element("answers").innerHTML = reply.html;
        element("answers").querySelectorAll(".scroll").forEach((box, n) => (box.scrollLeft = scrolled[n] || 0));
        document.querySelectorAll(".export").forEach((link) => (link.href = `${link.dataset.path}?${reply.query}`));
    };

    const gate = window.cablescopeGate({ ask, tell: (word) => say("connection", told.words[word] || "") });

    const changed = () => {
        gate.send();
        settle();
    };

    // ---- the address bar

    let address = "";
    const writeAddress = () => {
        clearTimeout(addressTimer);
        addressTimer = 0;
        const lang = new URLSearchParams(location.search).get("lang");
        if (address) history.replaceState(null, "", `${location.pathname}?${address}${lang ? `&lang=${lang}` : ""}`);
        element("language").href = `?${address}&lang=${element("language").lang}`;
    };
    const noteAddress = (query) => {
        address = query;
        if (!addressTimer) addressTimer = setTimeout(writeAddress, ADDRESS_AFTER);
    };

    const copyLink = async () => {
        writeAddress();
        let copied = true;
        try {
            await navigator.clipboard.writeText(location.href);
        } catch {
            copied = false;
        }
        say("link-status", copied ? told.words.copied : told.words.copy_failed);
        setTimeout(say, 2500, "link-status", "");
    };

    // ---- sliders: decades of pF, with 0 at the very left

    const place = (text) => (Number(text) > 0 ? Math.log10(Math.max(Number(text), 1)) : 0);
    const slide = (slider) => {
        const text = Number(slider.value) === 0 ? "0" : String(Number((10 ** slider.value).toPrecision(3)));
        slider.closest(".field").querySelector("[data-field]").value = text;
        slider.setAttribute("aria-valuetext", `${text} pF`);
    };
    const placeSliders = (part) => {
        for (const slider of part.querySelectorAll("[data-slides]")) {
            const text = slider.closest(".field").querySelector("[data-field]").value;
            if (slider !== document.activeElement) slider.value = place(text);
            slider.setAttribute("aria-valuetext", `${text} pF`);
        }
    };

    // ---- devices, wires

    const number = () => {
        devices().forEach((device, n) => (device.querySelector("[data-number]").textContent = n + 1));
        element("add").disabled = devices().length >= told.most;
        devices().forEach((device) => (device.querySelector("[data-remove]").disabled = devices().length === 1));
    };

    // Links count devices: when one goes, what follows moves up.
    const renumber = (key, gone) => {
        const box = field(partOf(key), key);
        const moved = (n) => (n > gone ? n - 1 : n);
        const links = box.value.split(/[,\s]+/).map((link) => /^(\d+)-(\d+)(.*)$/.exec(link)).filter(Boolean);
        box.value = links
            .filter(([, first, second]) => Number(first) !== gone && Number(second) !== gone)
            .map(([, first, second, rest]) => `${moved(Number(first))}-${moved(Number(second))}${rest}`)
            .join(",");
    };

    const add = () => {
        const device = element("blank").content.firstElementChild.cloneNode(true);
        list.append(device);
        field(device, "name").value = `${told.words.new} ${devices().length}`;
        placeSliders(device);
        number();
        field(device, "name").focus();
        changed();
    };

    const remove = (device) => {
        const gone = devices().indexOf(device) + 1;
        device.remove();
        for (const key of Object.keys(good)) if (/^d\d/.test(key)) delete good[key];
        for (const key of Object.keys(bad)) if (/^d\d/.test(key)) delete bad[key];
        ["w", "s"].forEach((key) => renumber(key, gone));
        number();
        (devices()[gone - 1] || devices()[gone - 2]).querySelector("[data-remove]").focus();
        changed();
    };

    const wireAll = (all) => {
        const links = devices().slice(1).map((_, n) => `${n + 1}-${n + 2}`);
        field(partOf("w"), "w").value = all ? links.join(",") : "";
        changed();
    };

    const flip = (target) => {
        const plug = target.closest("[data-flip]");
        if (!plug) return;
        const box = field(devices()[plug.dataset.flip - 1], "flip");
        box.checked = !box.checked;
        changed();
    };

    document.querySelectorAll("#controls [data-device], #controls [data-key]").forEach(placeSliders);
    element("controls").addEventListener("input", ({ target }) => {
        if (target.dataset.slides) slide(target);
        else placeSliders(target.closest("[data-device], [data-key]"));
        changed();
    });
    element("controls").addEventListener("click", ({ target }) => {
        const button = target.closest("[data-remove]");
        if (button) remove(button.closest("[data-device]"));
    });
    element("add").addEventListener("click", add);
    element("wire-all").addEventListener("click", () => wireAll(true));
    element("wire-none").addEventListener("click", () => wireAll(false));
    element("picture").addEventListener("click", ({ target }) => flip(target));
    element("picture").addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        flip(event.target);
    });
    element("copy").addEventListener("click", copyLink);
    addEventListener("pagehide", () => addressTimer && writeAddress());
    number();
    Object.assign(good, written());
    drawn = wanted();
    page.dataset.settled = "true";
})();
