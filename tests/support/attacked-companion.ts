/** A real companion that is attacked: what it holds, what must never be heard, and whether it is unharmed. */

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import { CompanionEvent } from "../../shared/protocol/topics.ts";
import { type CompanionProcess, openCompanion, pagewire, spoken } from "./companion-process.ts";
import { eventually } from "./eventually.ts";
import {
  Listening,
  type NodeBrowser,
  ORIGIN,
  offerOf,
  openLane,
  pairBy,
  sendOver,
  ticketOf,
} from "./node-browser.ts";
import { untilHolds } from "./until-holds.ts";

/** What the file in the inbox and the one for the browser say: an attacker must never hear it. */
export const INBOX_WORDS = "what lies in the inbox is nobody's business";
export const OUTBOX_WORDS = "what waits in the outbox is for the browser alone";

/** A second extension's Origin. */
export const OTHER_ORIGIN = `chrome-extension://${"b".repeat(32)}`;

export interface AttackedCompanion {
  readonly process: CompanionProcess;
  readonly port: number;
  /** The paired browser, which goes on as if nothing were. */
  readonly browser: NodeBrowser;
  /** Its good ticket. */
  readonly ticket: string;
  /** A script's token for everything. */
  readonly token: string;
  /** The owner's token of this run. */
  readonly ownerToken: string;
  /** The id of the file that waits for the browser. */
  readonly waitingId: string;
  /** Texts that may stand neither in an answer nor in the log. */
  readonly secrets: Set<string>;
  /** Asserts that nobody came in, nothing was given away, nothing changed and the paired browser is undisturbed. */
  unharmed(...heard: readonly (string | Uint8Array | undefined)[]): Promise<void>;
  /** The same where sessions of the attacked client may be open: what is connected is not looked at. */
  unharmedPolling(...heard: readonly (string | Uint8Array | undefined)[]): Promise<void>;
  /** Sees the folders as they are now as the state that must not change. */
  rememberFolders(): Promise<void>;
  /** A script's token that is limited to topics. */
  limitedToken(...topics: readonly string[]): Promise<string>;
  /** A fresh pairing link. */
  newLink(): Promise<{ readonly pairUrl: string }>;
  /** Who is paired and connected, as the owner is told. */
  clients(): Promise<ClientsNow>;
  /** What a command says to people, without `--json`. */
  command(...words: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }>;
  /** The id of a file that waits for a browser of its own, which is not there. */
  waitingForOther(): Promise<string>;
  /** Sees the paired clients as they are now as those there may be. */
  rememberClients(): Promise<void>;
  close(): Promise<void>;
}

export interface ClientsNow {
  readonly clients: readonly Readonly<Record<string, unknown>>[];
  readonly connected: unknown;
}

export async function openAttackedCompanion(): Promise<AttackedCompanion> {
  const process = await openCompanion();
  const { home, port } = process;
  const browser = await pairBy(process.pairUrl, "Paired browser");
  const ticket = await ticketOf(browser);
  const lane = await openLane(port, ticket);
  const inboxBytes = Buffer.from(INBOX_WORDS);
  await sendOver(lane, offerOf(inboxBytes, { name: "kept.txt" }), inboxBytes);
  lane.socket.close();
  await lane.closed();
  const control = await OwnControl.open(port, phoenix(ticket), ORIGIN);
  const ownerToken = (await readFile(path.join(home, ".state/owner-token"), "utf8")).trim();
  const owner = await OwnControl.open(port, phoenix(ownerToken));
  await owner.ask("companion", "phx_join");
  const { response: script } = await owner.ask("companion", CompanionEvent.token, { name: "Script" });
  const token = String(script?.token);
  const { objects } = await pagewire(home, ["send", "-", "--name", "waiting.txt"], OUTBOX_WORDS);
  const secrets = new Set([
    ticket,
    token,
    ownerToken,
    browser.key.toString("hex"),
    new URL(process.pairUrl).hash.slice(1),
    INBOX_WORDS,
    OUTBOX_WORDS,
  ]);
  let folders = await stateOf(home);
  const clientsNow = async (): Promise<ClientsNow> => {
    const { response } = await owner.ask("companion", CompanionEvent.clients);
    const { response: status } = await owner.ask("companion", CompanionEvent.status);
    const listed: unknown = response?.clients;
    return { clients: Array.isArray(listed) ? listed : [], connected: status?.clients };
  };
  const newLink = async (): Promise<{ readonly pairUrl: string }> => {
    const { response } = await owner.ask("companion", CompanionEvent.pair);
    const pairUrl = String(response?.pairUrl);
    secrets.add(new URL(pairUrl).hash.slice(1));
    return { pairUrl };
  };
  let clients = await clientsNow();
  const undisturbed = async (heard: readonly (string | Uint8Array | undefined)[]): Promise<void> => {
    for (const one of heard) expectNothingGivenAway(one, secrets, browser.key);
    // The browser's socket is the one it opened before the attack.
    expect(await control.ask("phoenix", "heartbeat")).toMatchObject({ status: "ok" });
    // What a lane that was closed had open goes a moment behind its close.
    await eventually("the folders to be as they were", async () =>
      isDeepStrictEqual(await stateOf(home), folders),
    );
    expect(await stateOf(home)).toEqual(folders);
  };
  return {
    process,
    port,
    browser,
    ticket,
    token,
    ownerToken,
    waitingId: String(objects[0]?.id),
    secrets,
    async unharmed(...heard) {
      await undisturbed(heard);
      // Sockets that were just closed are gone a moment later.
      await untilHolds(async () => expect(await clientsNow()).toEqual(clients));
    },
    async unharmedPolling(...heard) {
      await undisturbed(heard);
      const ids = (now: ClientsNow): unknown[] => now.clients.map(({ id }) => id);
      expect(ids(await clientsNow())).toEqual(ids(clients));
    },
    async rememberFolders() {
      folders = await stateOf(home);
    },
    async limitedToken(...topics) {
      const made = await owner.ask("companion", CompanionEvent.token, { name: "Limited", topics });
      clients = await clientsNow();
      secrets.add(String(made.response?.token));
      return String(made.response?.token);
    },
    newLink,
    async waitingForOther() {
      const { pairUrl } = await newLink();
      const other = await pairBy(pairUrl, "Absent browser");
      const sent = await pagewire(home, ["send", "-", "--to", other.clientId], OUTBOX_WORDS);
      clients = await clientsNow();
      folders = await stateOf(home);
      return String(sent.objects[0]?.id);
    },
    command: (...words) => spoken(home, words),
    clients: clientsNow,
    async rememberClients() {
      clients = await clientsNow();
    },
    async close() {
      control.end();
      owner.end();
      await process.close();
    },
  };
}

/** The subprotocols that carry a bearer to a control socket. */
export function phoenix(bearer: string): string[] {
  return ["phoenix", `base64url.bearer.phx.${Buffer.from(bearer).toString("base64").replaceAll("=", "")}`];
}

function expectNothingGivenAway(
  heard: string | Uint8Array | undefined,
  secrets: ReadonlySet<string>,
  key: Buffer,
): void {
  if (heard === undefined) return;
  const text = typeof heard === "string" ? heard : Buffer.from(heard).toString("latin1");
  for (const secret of secrets) expect(text).not.toContain(secret);
  expect(text).not.toContain(key.toString("latin1"));
  expect(text).not.toContain(key.toString("base64"));
}

/** What lies where an attacker would like to put or take something, with the inbox's content. */
async function stateOf(home: string): Promise<unknown> {
  const names = ["Inbox", "Outbox", ".state/staging", ".state/outgoing"];
  const lists = await Promise.all(names.map((name) => readdir(path.join(home, name))));
  const inbox = await Promise.all(
    (lists[0] ?? []).map(async (name) =>
      createHash("sha256")
        .update(await readFile(path.join(home, "Inbox", name)))
        .digest("hex"),
    ),
  );
  return { lists, inbox };
}

/** A control socket of our own that asks one thing after the other. */
class OwnControl {
  readonly #socket: Listening;
  #ref = 0;

  private constructor(socket: Listening) {
    this.#socket = socket;
  }

  static async open(port: number, protocols: string[], origin?: string): Promise<OwnControl> {
    const headers = origin === undefined ? {} : { origin };
    const socket = new Listening(
      `ws://127.0.0.1:${port}/socket/websocket?vsn=2.0.0`,
      protocols,
      headers as Record<string, string>,
    );
    if (!(await socket.opened())) throw new Error("the control socket was refused");
    return new OwnControl(socket);
  }

  async ask(
    topic: string,
    event: string,
    payload: object = {},
  ): Promise<{ status: string; response?: Readonly<Record<string, unknown>> }> {
    this.#ref += 1;
    const ref = String(this.#ref);
    this.#socket.socket.send(JSON.stringify([null, ref, topic, event, payload]));
    for (;;) {
      const frame: unknown = JSON.parse(String(await this.#socket.next()));
      if (!Array.isArray(frame) || frame[1] !== ref) continue;
      return frame[4];
    }
  }

  end(): void {
    this.#socket.socket.terminate();
  }
}
