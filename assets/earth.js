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
    let picked = ""; // the device pressed first, of two to be wired
    const good = {}; // key → its last text that was not refused
    const bad = {}; // key → its text that was, and the texts of others that it was refused beside

    const say = (id, words) => {
        if (element(id).textContent !== words) element(id).textContent = words;
    };
    const tell = (part, message, box) => {
        part.querySelector("[data-problem]").textContent = message;
        for (const one of part.querySelectorAll("[data-field]")) one.setAttribute("aria-invalid", one.dataset.field === box);
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
        const given = { ...pairs };
        for (const [key, { text, beside }] of Object.entries(bad)) {
            const stands = given[key] === text && Object.keys(beside).every((name) => given[name] === beside[name]);
            if (!stands) delete bad[key];
            else if (key in good) pairs[key] = good[key];
            else delete pairs[key];
        }
        // As short as it may be: servers take only so much of an address.
        const query = new URLSearchParams({ ...pairs, lang: page.lang }).toString();
        return query.replace(/%7E/g, "~").replace(/%2C/g, ",").replace(/%3A/g, ":");
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
            for (const { key, box, message, beside } of reply.refusals) {
                tell(partOf(key), message, box);
                const texts = Object.fromEntries(beside.map((name) => [name, asked.pairs[name]]));
                bad[key] = { text: asked.pairs[key], beside: texts };
            }
        } else {
            drawn = asked.query;
            for (const [key, text] of Object.entries(asked.pairs)) if (bad[key]?.text !== text) good[key] = text;
            around().concat(devices()).forEach((part) => {
                const key = part.dataset.key || `d${devices().indexOf(part) + 1}`;
                if (!(key in bad)) tell(part, "", "");
            });
            show(reply);
            noteAddress(reply.query);
        }
        const query = wanted();
        if (query !== drawn && query !== refusedAs) gate.send();
        settle();
    };

    const show = (reply) => {
        // What has the focus in the picture keeps it.
        const { flip, joins } = document.activeElement?.dataset || {};
        element("picture").innerHTML = reply.picture;
        const held = flip ? `[data-flip="${flip}"]` : `[data-joins="${joins}"]`;
        if (flip || joins) element("picture").querySelector(held)?.focus({ preventScroll: true });
        showPicked();
        element("plots").innerHTML = reply.plots;
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

    // ---- sliders: steps, or decades with 0 at the very left

    const linear = (slider) => "linear" in slider.dataset;
    const boxOf = (slider) => slider.closest(".field").querySelector("[data-field]");
    const sayValue = (slider) => slider.setAttribute("aria-valuetext", `${boxOf(slider).value} ${slider.dataset.slides}`);
    const slide = (slider) => {
        const decade = slider.value === slider.min ? 0 : Number((10 ** slider.value).toPrecision(3));
        boxOf(slider).value = linear(slider) ? slider.value : String(decade);
        sayValue(slider);
    };

    // Sliders and check marks follow the boxes that they stand for.
    const follow = (part) => {
        for (const slider of part.querySelectorAll("[data-slides]")) {
            const size = Number(boxOf(slider).value.replace(",", "."));
            const place = linear(slider) ? size : size > 0 ? Math.log10(size) : slider.min;
            if (slider !== document.activeElement && !Number.isNaN(size)) slider.value = place;
            sayValue(slider);
        }
        for (const mark of part.querySelectorAll("[data-toggles]")) {
            mark.checked = value(part, mark.dataset.toggles) !== "";
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

    // What is known of the devices after one that goes moves up with them; links must be tried anew.
    const forget = (gone) => {
        for (const texts of [good, bad]) {
            for (let n = gone; n <= told.most; n++) {
                delete texts[`d${n}`];
                if (`d${n + 1}` in texts) texts[`d${n}`] = texts[`d${n + 1}`];
            }
            ["w", "s"].forEach((key) => delete texts[key]);
        }
    };

    const add = () => {
        ["w", "s"].forEach((key) => delete bad[key]); // they may have counted on it
        const device = element("blank").content.firstElementChild.cloneNode(true);
        list.append(device);
        field(device, "name").value = `${told.words.new} ${devices().length}`;
        follow(device);
        number();
        field(device, "name").focus();
        changed();
    };

    const remove = (device) => {
        const gone = devices().indexOf(device) + 1;
        device.remove();
        picked = "";
        forget(gone);
        ["w", "s"].forEach((key) => renumber(key, gone));
        number();
        (devices()[gone - 1] || devices()[gone - 2]).querySelector("[data-remove]").focus();
        changed();
    };

    const wire = (links) => {
        field(partOf("w"), "w").value = links.join(",");
        changed();
    };
    const others = () => devices().slice(1).map((_, n) => n + 2);

    const showPicked = () => {
        for (const joint of document.querySelectorAll("[data-joins]")) {
            joint.setAttribute("aria-pressed", String(joint.dataset.joins === picked));
        }
        const device = devices()[picked - 1];
        say("picked", device ? told.words.picked.replace("{name}", () => value(device, "name")) : "");
    };

    // Two devices pressed one after the other get a wire, or lose theirs.
    const join = (number) => {
        if (picked && picked !== number) {
            const between = new RegExp(`^(${picked}-${number}|${number}-${picked})(:|$)`);
            const links = field(partOf("w"), "w").value.split(/[,\s]+/).filter(Boolean);
            const kept = links.filter((link) => !between.test(link));
            const wished = kept.length < links.length ? kept : [...links, `${picked}-${number}`];
            picked = "";
            wire(wished);
        } else {
            picked = picked ? "" : number;
        }
    };

    const flip = (number) => {
        const box = field(devices()[number - 1], "flip");
        box.checked = !box.checked;
        changed();
    };

    const press = (target) => {
        const part = target.closest("[data-flip], [data-joins]");
        if (part?.dataset.flip) flip(part.dataset.flip);
        else if (part) join(part.dataset.joins);
        showPicked();
    };

    document.querySelectorAll("#controls [data-device], #controls [data-key]").forEach(follow);
    element("controls").addEventListener("input", ({ target }) => {
        const part = target.closest("[data-device], [data-key]");
        if (target.dataset.slides) slide(target);
        else if (target.dataset.toggles) field(part, target.dataset.toggles).value = target.checked ? told.earth : "";
        else follow(part);
        changed();
    });
    element("controls").addEventListener("click", ({ target }) => {
        const button = target.closest("[data-remove]");
        if (button) remove(button.closest("[data-device]"));
    });
    element("add").addEventListener("click", add);
    element("wire-chain").addEventListener("click", () => wire(others().map((n) => `${n - 1}-${n}`)));
    element("wire-star").addEventListener("click", () => wire(others().map((n) => `1-${n}`)));
    element("wire-none").addEventListener("click", () => wire([]));
    element("picture").addEventListener("click", ({ target }) => press(target));
    element("picture").addEventListener("keydown", (event) => {
        if (!event.target.closest("[data-flip], [data-joins]") || !["Enter", " ", "Escape"].includes(event.key)) return;
        event.preventDefault();
        if (event.key !== "Escape") return press(event.target);
        picked = "";
        return showPicked();
    });
    element("copy").addEventListener("click", copyLink);
    addEventListener("pagehide", () => addressTimer && writeAddress());
    number();
    Object.assign(good, written());
    drawn = wanted();
    page.dataset.settled = "true";
})();
