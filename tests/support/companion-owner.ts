/** The owner's eye on a running companion: who is paired and connected, asked over one socket that stays open. */

import { readFile } from "node:fs/promises";
import type { Socket } from "phoenix";
import { homeAt } from "../../companion/home/home.ts";
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
  /** A fresh pairing link. */
  pair(): Promise<string>;
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
  const ask = <Answer>(event: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      channel
        .push(event, {})
        .receive("ok", resolve)
        .receive("error", reject)
        .receive("timeout", () => reject(new Error(`no answer to ${event}`)));
    });
  return {
    clients: async () => (await ask<{ clients: readonly ListedClient[] }>("clients")).clients,
    pair: async () => (await ask<{ pairUrl: string }>("pair")).pairUrl,
    log: async () => (await readFile(home.log, "utf8")).split("\n").filter(Boolean),
    close: () => socket.disconnect(),
  };
}

/** Who is paired with a companion just now. */
export async function clientsOf(companion: CompanionProcess): Promise<readonly ListedClient[]> {
  const owner = await openOwner(companion);
  try {
    return await owner.clients();
  } finally {
    owner.close();
  }
}

/** A fresh pairing link of a companion. */
export async function freshLinkOf(companion: CompanionProcess): Promise<string> {
  const owner = await openOwner(companion);
  try {
    return await owner.pair();
  } finally {
    owner.close();
  }
}
