// The sheet: its button prints it.

import { element, page } from "../common/page.js";
import { watchTheme } from "../common/theme.js";
import { leadBack } from "../common/way_back.js";

watchTheme();
leadBack();
element("print").hidden = false;
element("print").addEventListener("click", () => print());
page.dataset.settled = "true";
