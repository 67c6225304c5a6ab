/** Twins: two browsers with one key, as a profile and its copy have. The first that is connected stays, the second is told. */

import type { WebSocket } from "ws";
import { CloseCode } from "../../../shared/protocol/protocol-error.ts";
import { text } from "../../../shared/texts/text.ts";
import type { Log } from "../../process/log.ts";
import type { Client } from "../channels/channel.ts";
import type { ConnectedClients } from "./connected-clients.ts";

export interface TwinsOptions {
  readonly connected: ConnectedClients;
  readonly nameOf: (id: string) => string | undefined;
  readonly log: Log;
  /** One sentence for the person at the terminal. */
  readonly tell: (sentence: string) => void;
}

export class Twins {
  readonly #options: TwinsOptions;
  /** Each is told of once: the second one tries again and again. */
  readonly #told = new Set<string>();

  constructor(options: TwinsOptions) {
    this.#options = options;
  }

  /** Whether a browser that proves itself is the second with its key. */
  async isTwin(id: string, run: string | undefined): Promise<boolean> {
    const { connected, nameOf, log, tell } = this.#options;
    const isTwin = await connected.isElsewhere(id, run);
    if (!isTwin || this.#told.has(id)) return isTwin;
    this.#told.add(id);
    log("twin", { client: id });
    tell(text("companion.twin", { name: nameOf(id) ?? id }));
    return true;
  }

  /** Closes a control socket that is the second of its browser; to be asked before it is counted. */
  async endTwin(socket: WebSocket, { id, run }: Client): Promise<void> {
    if (await this.isTwin(id, run)) socket.close(CloseCode.unauthorized, "twin");
  }
}
