/** The owner's eye on a running companion: who is paired and connected, asked over one socket that stays open. */

import { readFile } from "node:fs/promises";
import type { Socket } from "phoenix";
import { homeAt } from "../../companion/files/home.ts";
import type { CompanionProcess } from "./companion-process.ts";
import { openControl } from "./node-browser.ts";

/** A client as `pagewire clients` lists it. */
export interface ListedClient {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly connected: boolean;
}

export interface CompanionOwner {
  clients(): Promise<readonly ListedClient[]>;
  /** The companion's log so far, a line an entry. */
  log(): Promise<readonly string[]>;
  close(): void;
}

/** Opens it; a restarted companion needs a new one. */
export async function openOwner(companion: CompanionProcess): Promise<CompanionOwner> {
  const home = homeAt(companion.home);
  const token = (await readFile(home.ownerToken, "utf8")).trim();
  const socket: Socket = await openControl(companion.port, token, "");
  const channel = socket.channel("companion", {});
  await new Promise<void>((resolve, reject) => {
    channel.join().receive("ok", () => resolve());
    channel.onError(reject);
  });
  return {
    clients: () =>
      new Promise((resolve, reject) => {
        channel
          .push("clients", {})
          .receive("ok", ({ clients }: { clients: readonly ListedClient[] }) => resolve(clients))
          .receive("error", reject)
          .receive("timeout", reject);
      }),
    log: async () => (await readFile(home.log, "utf8")).split("\n").filter(Boolean),
    close: () => socket.disconnect(),
  };
}
