/** Mounts the popup. */

import { showPage } from "../../shared/extension/look/page.ts";
import { App } from "./App.tsx";
import { fitPopup } from "./popup-size.ts";

fitPopup();
showPage("title.popup", () => <App />);
