/** Mounts the side panel. */

import { render } from "preact";
import { openConnection } from "../../shared/extension/connection.ts";
import { readSettings, writeSettings } from "../../shared/extension/settings.ts";
import { App } from "./App.tsx";
import { openPanel } from "./panel.ts";

const connection = openConnection({ name: "sidepanel" });
const panel = openPanel({ connection, readSettings, writeSettings });
addEventListener("pagehide", () => {
  panel.close();
  connection.close();
});

const root = document.getElementById("app");
if (root !== null) render(<App panel={panel} />, root);
