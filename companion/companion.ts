/** The companion as a whole: four parts, trust, files, prices and server, opened in this order and closed from the last to the first. */

import "../shared/texts/whole-english.ts";
import path from "node:path";
import { DEFAULT_PORT, LOOPBACK_ADDRESS } from "../shared/protocol/limits.ts";
import { shown } from "../shared/protocol/unseen.ts";
import type { Message } from "../shared/texts/message.ts";
import { sentence } from "../shared/texts/text.ts";
import { readConfig } from "./config.ts";
import { databaseUnusable, isDatabaseError } from "./files/database.ts";
import type { ReceivedFile, ReceivedWhich } from "./files/incoming/received-feed.ts";
import { OutboxFolder } from "./files/outbox-folder/outbox-folder.ts";
import type { SendOptions, Sent } from "./files/outgoing/outgoing-sends.ts";
import { type Home, homeAt } from "./home/home.ts";
import { prepareHome } from "./home/home-folders.ts";
import { AlreadyRunning, type Lock, takeLock } from "./home/lock.ts";
import { type Place, placeOf } from "./home/place.ts";
import { keepRunningNote, removeRunning, servedOnOther } from "./home/running.ts";
import { LaterPrices } from "./later-prices.ts";
import { openFiles } from "./open-files.ts";
import { openServer } from "./open-server.ts";
import { openTrust } from "./open-trust.ts";
import type { Happening } from "./process/happening.ts";
import { fileLog } from "./process/log.ts";
import { VERSION } from "./process/version.ts";
import type { NewLink } from "./trust/pairing-links.ts";
import { type IsConnected, recipientNamed } from "./trust/recipient.ts";

export interface CompanionOptions {
  /** The home folder. */
  readonly home: string;
  /** The port to listen on; 0 picks a free one. */
  readonly port?: number;
  /** One sentence for the person at the terminal. */
  readonly tell?: (sentence: string) => void;
  /** Called with each thing that happens: a browser comes or leaves, a file comes, goes out, or is refused. */
  readonly onHappened?: (what: Happening) => void;
  /** Called when a command asks the companion to stop. */
  readonly onStopAsked?: () => void;
}

/** What a program that starts a companion can ask of it. */
export interface Companion {
  readonly port: number;
  readonly url: string;
  readonly home: string;
  /** A fresh pairing link. */
  pair(): NewLink;
  /** How many browsers are paired. */
  pairedBrowsers(): number;
  /**
   * The received files, one after the other: those that are finished from now on, or all after the number `after`
   * (`0`: from the first). The loop ends with the signal or the companion; `seq` says where to go on another time.
   */
  received(which?: ReceivedWhich): AsyncIterable<ReceivedFile>;
  /** Sends a file by its path, or a stream of bytes under a name, to a browser. */
  send(source: string | AsyncIterable<Uint8Array>, options?: SendOptions): Promise<Sent>;
  /** Finishes or parks what runs, then lets go of everything. */
  close(): Promise<void>;
}

/**
 * Starts a companion. Throws `HomeUnusable`, `ConfigWrong`, `AlreadyRunning`, `PortTaken` or `PortForbidden`, each with
 * one sentence that says what to do; nothing stays open then.
 */
export async function startCompanion(options: CompanionOptions): Promise<Companion> {
  try {
    return await open(options);
  } catch (error) {
    throw isDatabaseError(error) ? databaseUnusable(homeAt(options.home).database, error) : error;
  }
}

/** Closed in this order: the note, the Outbox folder, the server, the prices, the files, the keys, the lock. */
async function open(options: CompanionOptions): Promise<Companion> {
  await using opened = new AsyncDisposableStack();
  const { onStopAsked = () => undefined, onHappened: happened = () => undefined } = options;
  // Its sentences hold names of files and browsers, and a program that starts a companion prints them.
  const tell = (words: string): void => options.tell?.(shown(words));
  const home = homeAt(path.resolve(options.home));
  prepareHome(home, tell);
  const place = placeOf(home.root);
  opened.adopt(lockHere(home, place), (lock) => lock.release());
  // Before there is a new token that a command could carry to the old port.
  removeRunning(home.running);
  const config = readConfig(home.config);
  const log = fileLog(home.log);

  const trust = opened.adopt(await openTrust(home, tell), ({ keys }) => keys.keepSeen());
  let isConnected: IsConnected = () => false;
  const recipient = (to: string): string => recipientNamed(to, trust.keys, (id) => isConnected(id));
  const files = opened.adopt(await openFiles({ home, config, recipient, log, tell }), (part) => part.close());
  const prices = opened.adopt(
    new LaterPrices({
      home,
      database: files.database,
      settings: config.prices,
      onAlert: config.onAlert,
      log,
      tell: (what) => tell(sentence(what)),
    }),
    (later) => later.close(),
  );
  const server = opened.adopt(
    await openServer({
      home,
      port: options.port ?? DEFAULT_PORT,
      prices: prices.kinds,
      trust,
      files,
      onStopAsked,
      log,
      tell,
      happened,
    }),
    (part) => part.close(),
  );
  files.inbox.onReceived(({ name, bytes, sources: [first] }) =>
    happened({ kind: "received", name, bytes, ...(first && { url: first.url }) }),
  );
  files.outbox.onStored(({ name, bytes, storedBy }) =>
    happened({ kind: "stored", name, bytes, browser: trust.keys.find(storedBy ?? "")?.name ?? "" }),
  );
  isConnected = server.isConnected;
  const { port } = server;
  // Only now: a companion that can't listen takes nothing out of the folder.
  const { database, outbox, halves, notes } = files;
  const ignores = config.outboxIgnores ?? [];
  const folder = new OutboxFolder({ home, database, outbox, halves, ignores, notes, log, tell });
  opened.adopt(folder, (open) => open.close());
  const running = { port, pid: process.pid, version: VERSION };
  const onServedElsewhere = (why: Message): void => {
    log("served-elsewhere", { port });
    tell(sentence(why));
    onStopAsked();
  };
  const note = { file: home.running, running, place, onServedElsewhere };
  opened.adopt(await keepRunningNote(note), (kept) => kept.close());
  log("started", { port, version: VERSION });
  prices.openSoon();

  const closing = opened.move();
  let closed: Promise<void> | undefined;
  return {
    port,
    url: `ws://${LOOPBACK_ADDRESS}:${port}`,
    home: home.root,
    pair: server.pair,
    pairedBrowsers: () => trust.keys.list().filter(({ kind }) => kind === "browser").length,
    received: (which) => files.feed.read(which),
    send: (source, sendOptions) => files.sends.send(source, sendOptions),
    close() {
      closed ??= closing.disposeAsync();
      return closed;
    },
  };
}

/** Takes the lock, which counts on this computer alone: what the note says of others is asked, too. */
function lockHere(home: Home, place: Place): Lock {
  const served = servedOnOther(home, place);
  try {
    const held = takeLock(home.lock);
    if (served === undefined) return held;
    held.release();
  } catch (error) {
    // On a network share the lock itself may be another computer's.
    if (served === undefined || !(error instanceof AlreadyRunning)) throw error;
  }
  throw new AlreadyRunning(served);
}
