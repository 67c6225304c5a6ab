/** Ends the trust of browsers that are gone for good, with a word; one for which files wait keeps it, and they are told of. */

import { message } from "../../../shared/texts/message.ts";
import { text } from "../../../shared/texts/text.ts";
import type { Outbox } from "../../files/outgoing/outbox.ts";
import { isoTime, UNKNOWN_TIME } from "../../files/stored-values.ts";
import type { Log } from "../../process/log.ts";
import { type Ghost, ghostsAmong } from "../../trust/ghosts.ts";
import type { Keys } from "../../trust/keys.ts";
import { shortId } from "../../trust/recipient.ts";
import type { ConnectedClients } from "../door/connected-clients.ts";

/** At each start, and then once a day. */
const LOOK_EVERY_MS = 86_400_000;

export interface GhostWatchOptions {
  readonly keys: Keys;
  readonly connected: Pick<ConnectedClients, "has">;
  readonly outbox: Pick<Outbox, "countFor">;
  readonly log: Log;
  /** One sentence for the person at the terminal. */
  readonly tell: (sentence: string) => void;
  readonly now?: () => number;
}

export class GhostWatch {
  readonly #options: GhostWatchOptions;
  readonly #timer: NodeJS.Timeout;
  /** Ghosts with waiting files that were told of: each is told once a start. */
  readonly #told = new Set<string>();
  #looking: Promise<void>;

  constructor(options: GhostWatchOptions) {
    this.#options = options;
    this.#looking = this.look();
    this.#timer = setInterval(() => {
      this.#looking = this.look();
    }, LOOK_EVERY_MS).unref();
  }

  /** Looks for ghosts now. */
  async look(): Promise<void> {
    const { keys, connected, log, now = Date.now } = this.#options;
    const isConnected = (id: string): boolean => connected.has(id);
    // One that stays connected for months is seen each day, though nobody comes or goes.
    for (const { id } of keys.list()) if (isConnected(id)) keys.noteSeen(id, now());
    for (const ghost of ghostsAmong(keys, isConnected, now())) {
      await this.#expire(ghost, now()).catch((error: unknown) =>
        log("ghost.not-expired", { client: ghost.browser.id, error }),
      );
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #expire({ browser: { id, name }, seenAt, heir }: Ghost, now: number): Promise<void> {
    const { keys, outbox, log, tell } = this.#options;
    const time = isoTime(seenAt) ?? UNKNOWN_TIME;
    const files = outbox.countFor(id);
    if (files === 0) {
      // It holds nothing open: it is not connected, and its tickets live for minutes.
      if (!(await keys.revoke(id, now))) return;
      log("ghost.expired", { client: id, name, seenAt: time });
      tell(text("ghost.expired", { name, time }));
      return;
    }
    if (this.#told.has(id)) return;
    this.#told.add(id);
    const other = heir ? shortId(heir.id) : message("ghost.another");
    tell(text("ghost.waits", { name, time, files, id: shortId(id), other }));
  }
}
