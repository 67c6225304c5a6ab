/** Mounts the page; the pictures are read meanwhile. */

import { showPage } from "../../shared/extension/look/page.ts";
import { App } from "./App.tsx";
import { Picker } from "./picker.ts";

const tab = Number(new URLSearchParams(location.search).get("tab") ?? "-1");
const picker = new Picker(Number.isInteger(tab) ? tab : -1, "page");
showPage("picker.title", () => <App picker={picker} />);
