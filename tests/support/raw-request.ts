/** HTTP by hand: bytes into a socket, everything that comes back out of it. */

import { connect, type Socket } from "node:net";

/** The headers of an upgrade, as a browser sends them. */
export const UPGRADE = [
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
];

export const REFUSED_UPGRADE = "HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/** Lines of a head as bytes. */
export function head(lines: readonly string[]): string {
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/** A plain connection that keeps what it was told; errors only end it. */
export class RawConnection {
  readonly socket: Socket;
  #told = "";
  readonly #closed: Promise<unknown>;

  constructor(port: number) {
    this.socket = connect(port, "127.0.0.1");
    this.socket.setEncoding("latin1").on("data", (chunk: string) => {
      this.#told += chunk;
    });
    this.socket.on("error", () => undefined);
    this.#closed = new Promise((resolve) => this.socket.once("close", resolve));
  }

  /** Everything it was told so far, one byte a character. */
  get told(): string {
    return this.#told;
  }

  get isClosed(): boolean {
    return this.socket.destroyed;
  }

  send(bytes: string | Uint8Array): void {
    this.socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
  }

  /** Waits until it was told this, or is closed. */
  async toldUntil(words: string): Promise<void> {
    while (!this.#told.includes(words) && !this.isClosed) {
      await new Promise<void>((resolve) => {
        const look = (): void => {
          this.socket.off("data", look);
          this.socket.off("close", look);
          resolve();
        };
        this.socket.on("data", look).on("close", look);
      });
    }
  }

  /** Everything it was told, once it is closed. */
  async closed(): Promise<string> {
    await this.#closed;
    return this.#told;
  }
}

/** Sends bytes, ends its own side, and returns the whole answer without its date. */
export async function rawRequest(port: number, bytes: string | Uint8Array): Promise<string> {
  const connection = new RawConnection(port);
  connection.send(bytes);
  connection.socket.end();
  return withoutDate(await connection.closed());
}

export function withoutDate(answer: string): string {
  return answer.replace(/^date:.*\r\n/gim, "");
}
