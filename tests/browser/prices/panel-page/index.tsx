/** The panel as it is, in a page of the extension, on whatever speaks as a companion does at a given address. */

import "../../../../shared/texts/whole-english.ts";
import { Socket } from "phoenix";
import { render } from "preact";
import { App } from "../../../../entrypoints/sidepanel/App.tsx";
import { Panel } from "../../../../entrypoints/sidepanel/panel.ts";
import type { Settings } from "../../../../shared/extension/store/settings.ts";

/** Draws the panel in the place of what is in the page; resolves when the companion is there. */
export async function openPanel(address: string, settings: Settings): Promise<void> {
  const socket = new Socket(address);
  await new Promise<void>((resolve) => {
    socket.onOpen(() => resolve());
    socket.connect();
  });
  const panel = new Panel({
    connection: {
      onReport(listener) {
        listener({ state: "connected", detail: "" });
        return () => undefined;
      },
      onSocket(listener) {
        listener(socket);
        return () => undefined;
      },
      tryNow: () => undefined,
    },
    readSettings: () => Promise.resolve(settings),
    writeSettings: () => Promise.resolve(),
  });
  const root = document.createElement("div");
  root.id = "app";
  document.body.replaceChildren(root);
  render(<App panel={panel} />, root);
}
