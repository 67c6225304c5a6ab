/** The live sockets and long-poll sessions of each client together. */

import type { CloseCode } from "../../../shared/protocol/protocol-error.ts";
import { ConnectedClients } from "../connected-clients.ts";
import type { PollSessions } from "./poll-sessions.ts";

export class ConnectedAnywhere extends ConnectedClients {
  readonly #polls: PollSessions;

  constructor(polls: PollSessions) {
    super();
    this.#polls = polls;
  }

  override has(client: string): boolean {
    return super.has(client) || this.#polls.has(client);
  }

  override closeAll(client: string, code: CloseCode, reason: string): void {
    super.closeAll(client, code, reason);
    this.#polls.closeAll(client, code, reason);
  }
}
