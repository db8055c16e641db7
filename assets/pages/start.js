// The pages to be read: figures, the way back to the bench.

import { page } from "../common/page.js";
import { watchTheme } from "../common/theme.js";
import { leadBack } from "../common/way_back.js";
import { drawFigures } from "./figures.js";

watchTheme();
leadBack();
drawFigures();
page.dataset.settled = "true";
