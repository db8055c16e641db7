// The start of the bench, and of Dash: once Dash has put the controls and graphs in place, with the first picture in them.

import { element } from "../common/page.js";
import { createBench } from "./bench.js";
import { furnish } from "./furniture.js";
import { graphsAreThere, prepareGraphs } from "./graphs.js";

/** @import { Inputs, Reply, Sweep } from "../wire" */

/** @type {ReturnType<typeof createBench> | null} */
let bench = null;

const told = JSON.parse(element("first").textContent);

/** @param {Inputs} later */
const start = (later) => {
    if (graphsAreThere()) bench = createBench(told, later);
    else requestAnimationFrame(() => start(later));
};

const callbacks = {
    // Dash calls it once without a reply, when it has put the layout in place.
    replied: (/** @type {Reply | undefined} */ reply, /** @type {Inputs} */ later) => {
        if (!bench) start(later);
        else if (reply) bench.replied(reply);
    },
    swept: (/** @type {Sweep | undefined} */ sweep) => {
        if (sweep) bench?.swept(sweep);
    },
};
furnish(told);
window.dash_clientside = Object.assign({}, window.dash_clientside, { bench: callbacks });
window.renderer = new window.DashRenderer({ layout_post: prepareGraphs });
