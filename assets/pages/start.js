// The pages to be read: figures, their sliders, typed points, the way back to the bench.

import { page } from "../common/page.js";
import { watchTheme } from "../common/theme.js";
import { leadBack } from "../common/way_back.js";
import { offerWhole } from "../common/whole.js";
import { drawFigures } from "./figures.js";
import { watchMarks } from "./marks.js";
import { watchPlays } from "./plays.js";

watchTheme();
leadBack();
offerWhole();
drawFigures();
watchPlays();
watchMarks();
page.dataset.settled = "true";
