/** Mounts the page. */

import { showPage } from "../../shared/extension/look/page.ts";
import { App } from "./App.tsx";

showPage("title.confirm", () => <App />);
