// The pages to be read: figures, equations, the way back to the bench.

import { page } from "../common/page.js";
import { watchPlainTheme } from "../common/theme.js";
import { leadBack } from "../common/way_back.js";
import { typeset } from "./equations.js";
import { drawFigures } from "./figures.js";

watchPlainTheme();
leadBack();
drawFigures();
if (page.dataset.equations) await typeset(page.dataset.equations);
page.dataset.settled = "true";
