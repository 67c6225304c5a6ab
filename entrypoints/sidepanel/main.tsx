/** Mounts the side panel. */

import { openConnection } from "../../shared/extension/connection/connection.ts";
import { showPage } from "../../shared/extension/look/page.ts";
import { readSettings, writeSettings } from "../../shared/extension/store/settings.ts";
import { App } from "./App.tsx";
import { Panel } from "./panel.ts";

showPage("title.sidepanel", () => {
  const connection = openConnection({ name: "sidepanel", isWatched: true });
  const panel = new Panel({ connection, readSettings, writeSettings });
  const stopAsking = connection.onSocket((socket) => {
    panel.alerts.attach(socket);
    panel.search.attach(socket);
  });
  const follow = (): void => panel.setShown(!document.hidden);
  document.addEventListener("visibilitychange", follow);
  follow();
  addEventListener("pagehide", () => {
    stopAsking();
    panel.close();
    connection.close();
  });
  return <App panel={panel} />;
});
