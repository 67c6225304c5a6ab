/** What a running companion says of itself, as `pagewire status` shows it. */

import { text } from "../../../shared/texts/text.ts";
import type { Home } from "../../home/home.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** Shows the answer of a running companion, and where its folders are. */
export function showStatus(terminal: Terminal, home: Home, answer: Readonly<Record<string, unknown>>): void {
  const { port, pid, version, clients } = answer;
  const words = {
    port: String(port),
    pid: String(pid),
    version: String(version),
    connected: String(clients),
  };
  terminal.data({ running: true, port, pid, version, clients }, text("status.running", words));
  for (const place of placesOf(home)) terminal.line(place);
}

/** Where the home folder is, and where what is received lies. */
export function placesOf(home: Home): string[] {
  return [text("status.home", { home: home.root }), text("status.inbox", { inbox: home.inbox })];
}
