/** Each client's live sockets and long-poll sessions: who is connected, and what a revocation cuts. */

import type { WebSocket } from "ws";
import type { CloseCode } from "../../../shared/protocol/protocol-error.ts";
import { MAX_LANES_PER_CLIENT } from "../../limits.ts";
import { Shares } from "../../process/shares.ts";

type SocketKind = "control" | "lane";

/** The long-poll sessions, which the server holds by their own ids. */
export interface PolledClients {
  has(client: string): boolean;
  closeAll(client: string, code: CloseCode, reason: string): void;
}

export class ConnectedClients {
  readonly #polls: PolledClients;
  readonly #onSeen: (client: string) => void;
  readonly #onPresence: (client: string, isHere: boolean) => void;
  /** Whose presence has been told. */
  readonly #present = new Set<string>();
  /** Of control sockets, where their browser has said it. */
  readonly #runs = new WeakMap<WebSocket, string>();
  readonly #sockets = { control: new Shares<WebSocket>(), lane: new Shares<WebSocket>() };

  /**
   * `onSeen` is told of a client when a control socket of its begins and when it ends, `onPresence` when the first begins
   * and when the last has ended for a while: a browser that reads its extension anew has not left.
   */
  constructor(
    polls: PolledClients,
    onSeen: (client: string) => void = () => undefined,
    onPresence: (client: string, isHere: boolean) => void = () => undefined,
  ) {
    this.#polls = polls;
    this.#onSeen = onSeen;
    this.#onPresence = onPresence;
  }

  /** Counts a socket until it closes; `run` says which run of a browser it is of. */
  add(client: string, socket: WebSocket, kind: SocketKind, run?: string): void {
    if (run !== undefined) this.#runs.set(socket, run);
    this.#sockets[kind].add(client, socket);
    if (kind === "control") {
      this.#onSeen(client);
      this.#notePresence(client);
    }
    socket.on("close", () => {
      this.#sockets[kind].delete(socket);
      if (kind !== "control") return;
      this.#onSeen(client);
      if (!this.has(client)) setTimeout(() => this.#notePresence(client), LEFT_AFTER_MS).unref();
    });
  }

  #notePresence(client: string): void {
    const isHere = this.has(client);
    if (isHere === this.#present.has(client)) return;
    if (isHere) this.#present.add(client);
    else this.#present.delete(client);
    this.#onPresence(client, isHere);
  }

  /** Whether a client holds a control socket or polls. */
  has(client: string): boolean {
    return this.#sockets.control.count(client) > 0 || this.#polls.has(client);
  }

  /**
   * Whether another run of this browser is connected at the moment of asking, and stays so: it has been copied. One that
   * was just ended, or does not answer, is none.
   */
  async isElsewhere(client: string, run: string | undefined): Promise<boolean> {
    if (run === undefined) return false;
    const others = this.#sockets.control.itemsOf(client).filter((socket) => {
      const other = this.#runs.get(socket);
      return other !== undefined && other !== run;
    });
    if (!(await anyAnswers(others))) return false;
    // A browser that starts anew may be here before the last of its old sockets has been closed.
    await new Promise((resolve) => setTimeout(resolve, OLD_SOCKETS_MS));
    return await anyAnswers(others);
  }

  /** Whether a client may open one more socket of this kind, as far as its connections reach. */
  hasPlace(client: string, kind: SocketKind): boolean {
    return kind === "control" || this.#sockets.lane.count(client) < MAX_LANES_PER_CLIENT;
  }

  /** Cuts every socket and session of a client. */
  closeAll(client: string, code: CloseCode, reason: string): void {
    for (const socket of Object.values(this.#sockets).flatMap((held) => held.itemsOf(client))) {
      socket.close(code, reason);
      // A peer that does not answer the close must not keep what it was just denied.
      setTimeout(() => socket.terminate(), CUT_AFTER_MS).unref();
    }
    this.#polls.closeAll(client, code, reason);
  }
}

/** A revocation takes effect within a second, whatever the peer does. */
export const CUT_AFTER_MS = 500;
/** An extension that is read anew, or woken, is back by then. */
const LEFT_AFTER_MS = 3_000;
/** A browser on this computer answers a ping at once, also while its scripts are busy. */
const PONG_TIMEOUT_MS = 500;
/** Both looks, and this between them, fit the time of a proof (`PROVE_DEADLINE_MS`). */
const OLD_SOCKETS_MS = 700;

/** Whether one of these sockets is alive; one that is silent is ended. */
async function anyAnswers(sockets: readonly WebSocket[]): Promise<boolean> {
  const answers = await Promise.all(
    sockets.filter((socket) => socket.readyState === socket.OPEN).map(answersPing),
  );
  return answers.includes(true);
}

function answersPing(socket: WebSocket): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isAlive: boolean): void => {
      clearTimeout(deadline);
      socket.off("pong", alive);
      socket.off("close", gone);
      resolve(isAlive);
    };
    const alive = (): void => end(true);
    const gone = (): void => end(false);
    const deadline = setTimeout(() => {
      socket.terminate();
      end(false);
    }, PONG_TIMEOUT_MS);
    socket.on("pong", alive);
    socket.on("close", gone);
    socket.ping();
  });
}
