/** A client that takes all it can get: control sockets and polls on connections that are kept, without end. */

import { phoenix } from "./attacked-companion.ts";
import { Listening } from "./node-browser.ts";
import { head, RawConnection } from "./raw-request.ts";

export interface GreedyOptions {
  readonly sockets: number;
  readonly polls: number;
  /** The Origin of a browser; a script has none. */
  readonly origin?: string;
  /** Whether it comes back at once with whatever it loses. */
  readonly comesBack?: boolean;
}

export class GreedyClient {
  readonly #port: number;
  readonly #bearer: string;
  readonly #options: GreedyOptions;
  readonly #sockets = new Set<Listening>();
  readonly #polls = new Set<RawConnection>();
  #isOver = false;

  constructor(port: number, bearer: string, options: GreedyOptions) {
    this.#port = port;
    this.#bearer = bearer;
    this.#options = options;
  }

  /** Opens everything; resolves when each was let in or refused. */
  async open(): Promise<this> {
    const { sockets, polls } = this.#options;
    await Promise.all([
      ...Array.from({ length: sockets }, () => this.#openSocket()),
      ...Array.from({ length: polls }, () => this.#openPoll()),
    ]);
    return this;
  }

  /** How many connections it has now. */
  get held(): number {
    const open = [...this.#sockets].filter(({ closeCode }) => closeCode === undefined).length;
    return open + [...this.#polls].filter(({ isClosed }) => !isClosed).length;
  }

  close(): void {
    this.#isOver = true;
    for (const { socket } of this.#sockets) socket.terminate();
    for (const { socket } of this.#polls) socket.destroy();
  }

  async #openSocket(): Promise<void> {
    if (this.#isOver) return;
    const { origin } = this.#options;
    const url = `ws://127.0.0.1:${this.#port}/socket/websocket?vsn=2.0.0`;
    const socket = new Listening(url, phoenix(this.#bearer), origin === undefined ? {} : { origin });
    this.#sockets.add(socket);
    socket.socket.once("close", () =>
      this.#lose(
        () => this.#sockets.delete(socket),
        () => this.#openSocket(),
      ),
    );
    await socket.opened();
  }

  async #openPoll(): Promise<void> {
    if (this.#isOver) return;
    const connection = new RawConnection(this.#port);
    this.#polls.add(connection);
    connection.socket.once("close", () =>
      this.#lose(
        () => this.#polls.delete(connection),
        () => this.#openPoll(),
      ),
    );
    const lines = [`Host: 127.0.0.1:${this.#port}`, `X-Phoenix-AuthToken: ${this.#bearer}`];
    connection.send(head(["GET /socket/longpoll?vsn=2.0.0 HTTP/1.1", ...lines]));
    await connection.toldUntil("\r\n\r\n");
  }

  #lose(forget: () => void, again: () => Promise<void>): void {
    forget();
    if (this.#options.comesBack && !this.#isOver) setImmediate(() => void again());
  }
}
