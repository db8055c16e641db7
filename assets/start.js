// Dash starts here: in a file of its own, so that it can wait for the scripts before it without holding up the first paint.
"use strict";

window.renderer = new window.DashRenderer();
