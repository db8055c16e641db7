// The pages to be read: figures, typed points, the way back to the bench.

import { page } from "../common/page.js";
import { watchTheme } from "../common/theme.js";
import { leadBack } from "../common/way_back.js";
import { drawFigures } from "./figures.js";
import { watchMarks } from "./marks.js";

watchTheme();
leadBack();
drawFigures();
watchMarks();
page.dataset.settled = "true";
