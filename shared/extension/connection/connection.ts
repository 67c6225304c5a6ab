/** A page's own connection to the companion: proves first, then holds a phoenix Socket, and never loops blindly. */

import type { Socket } from "phoenix";
import { message } from "../../texts/message.ts";
import { RETRY_SOCKET_MS } from "../limits.ts";
import { onChange } from "../store/changes.ts";
import type { Pairing } from "../store/database.ts";
import { type Carrier, proveByAnyCarrier, proveBySocket } from "./carrier.ts";
import {
  type ConnectionReport,
  connected,
  isSameReport,
  metBy,
  overdue,
  reportOf,
  reportWithout,
  whyWithout,
} from "./connection-report.ts";
import { accessOf, type LaneAccess } from "./lane-access.ts";
import { readPairing } from "./pairing.ts";
import { phoenixSocket } from "./phoenix-socket.ts";
import { ProveFailed } from "./prove.ts";
import { feelPulse } from "./pulse.ts";
import { pauseMs } from "./retry-pause.ts";

export interface Connection {
  /** Calls at once with the current report, then at every change; returns the unsubscriber. */
  onReport(listener: (report: ConnectionReport) => void): () => void;
  /** Calls with a new, open phoenix Socket after every proof, and with `undefined` when it is lost. */
  onSocket(listener: (socket: Socket | undefined) => void): () => void;
  /** The open phoenix Socket, if there is one. */
  socket(): Socket | undefined;
  /** Whether raw lanes can be had: not while polling. */
  carriesLanes(): boolean;
  /** What opens lanes; proves anew where the ticket is about to end. Throws while not connected. */
  laneAccess(): Promise<LaneAccess>;
  /** Tries now instead of waiting for the backoff: somebody looks, or the network is back. */
  tryNow(): void;
  /** Goes on trying where that makes sense without anybody looking: not against the companion's refusal. */
  resume(): void;
  close(): void;
}

export interface ConnectionOptions {
  /** Which page this is, for the companion's log. */
  readonly name: string;
  /** Whether somebody reads what the connection says of itself: then a companion that hangs is noticed at once. */
  readonly isWatched?: boolean;
}

/** Opens a connection that keeps trying until it is closed. */
export function openConnection(options: ConnectionOptions): Connection {
  return new ProvenConnection(options);
}

class ProvenConnection implements Connection {
  readonly #options: ConnectionOptions;
  readonly #reportListeners = new Set<(report: ConnectionReport) => void>();
  readonly #socketListeners = new Set<(socket: Socket | undefined) => void>();
  readonly #stopListening: () => void;
  #report: ConnectionReport = { state: "connecting", detail: "" };
  #socket: Socket | undefined;
  #access: LaneAccess | undefined;
  #stopPulse: () => void = () => undefined;
  #tries = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Each attempt has a number: what an outdated one brings is dropped. */
  #attempt = 0;
  #trying = false;
  /** Whether the companion itself, behind its proof, has refused this browser. */
  #isRefused = false;
  #closed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const stopChanges = onChange((changed) => {
      if (changed === "pairing") this.#startOver();
    });
    const online = (): void => this.tryNow();
    globalThis.addEventListener("online", online);
    this.#stopListening = () => {
      stopChanges();
      globalThis.removeEventListener("online", online);
    };
    void this.#connect();
  }

  onReport(listener: (report: ConnectionReport) => void): () => void {
    this.#reportListeners.add(listener);
    listener(this.#report);
    return () => this.#reportListeners.delete(listener);
  }

  onSocket(listener: (socket: Socket | undefined) => void): () => void {
    this.#socketListeners.add(listener);
    if (this.#socket) listener(this.#socket);
    return () => this.#socketListeners.delete(listener);
  }

  socket(): Socket | undefined {
    return this.#socket;
  }

  carriesLanes(): boolean {
    return this.#access !== undefined;
  }

  async laneAccess(): Promise<LaneAccess> {
    const access = this.#access;
    if (!access) throw new ProveFailed("unreachable", message("connection.not-connected"));
    if (performance.now() < access.renewAt) return access;
    const pairing = await readPairing();
    if (!pairing || pairing.unseen) throw new ProveFailed("not_paired", whyWithout(pairing));
    const renewed = accessOf(pairing, await proveBySocket(pairing));
    if (this.#access === access) this.#access = renewed;
    return renewed;
  }

  tryNow(): void {
    if (this.#closed || this.#socket || this.#trying) return;
    this.#tries = 0;
    void this.#connect();
  }

  resume(): void {
    if (!this.#isRefused && this.#report.state !== "not-paired") this.tryNow();
  }

  close(): void {
    this.#closed = true;
    this.#attempt += 1;
    clearTimeout(this.#retry);
    this.#stopListening();
    this.#dropSocket();
  }

  /** The pairing is another one now: whatever was connected belongs to the old one. */
  #startOver(): void {
    this.#attempt += 1;
    this.#trying = false;
    this.#isRefused = false;
    this.#dropSocket();
    this.tryNow();
  }

  async #connect(): Promise<void> {
    clearTimeout(this.#retry);
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#trying = true;
    try {
      const pairing = await readPairing();
      if (attempt !== this.#attempt) return;
      // A companion that nobody has looked at yet is told nothing beyond the proof that paired it.
      if (!pairing || pairing.unseen) {
        const report = await reportWithout(pairing);
        if (attempt !== this.#attempt) return;
        this.#trying = false;
        this.#say(report);
        return;
      }
      // A first try says so; later ones leave the reason standing until it is another one.
      if (this.#tries === 0 && this.#report.state !== "connecting")
        this.#say({ state: "connecting", detail: "" });
      const carrier = await proveByAnyCarrier(pairing);
      if (attempt !== this.#attempt) return;
      await this.#openSocket(pairing, carrier, attempt);
    } catch (error) {
      if (attempt !== this.#attempt) return;
      this.#trying = false;
      await this.#fail(error, attempt);
    }
  }

  #openSocket(pairing: Pairing, carrier: Carrier, attempt: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = phoenixSocket(pairing.port, carrier, this.#options.name);
      socket.onOpen(() => {
        if (attempt !== this.#attempt) return socket.disconnect();
        this.#trying = false;
        this.#isRefused = false;
        this.#tries = 0;
        this.#socket = socket;
        this.#access = carrier.isPolling ? undefined : accessOf(pairing, carrier);
        const say = (isThere: boolean): void => this.#say(isThere ? connected(carrier) : overdue());
        say(true);
        if (this.#options.isWatched) this.#stopPulse = feelPulse({ socket, onChange: say });
        if (carrier.isPolling) this.#lookForSocket(pairing, attempt);
        for (const listener of this.#socketListeners) listener(socket);
        resolve();
      });
      socket.onClose(() => {
        socket.disconnect();
        reject(new ProveFailed("unreachable", message("connection.closed")));
        if (this.#socket === socket) this.#lose();
      });
      socket.connect();
    });
  }

  /** While polling: goes back to the WebSocket as soon as one can be had. */
  #lookForSocket(pairing: Pairing, attempt: number): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      proveBySocket(pairing).then(
        () => attempt === this.#attempt && this.#startOver(),
        () => attempt === this.#attempt && this.#lookForSocket(pairing, attempt),
      );
    }, RETRY_SOCKET_MS);
  }

  #lose(): void {
    this.#dropSocket();
    this.#say({ state: "connecting", detail: "" });
    this.#trying = false;
    void this.#connect();
  }

  #dropSocket(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#access = undefined;
    this.#stopPulse();
    if (!socket) return;
    socket.disconnect();
    for (const listener of this.#socketListeners) listener(undefined);
  }

  async #fail(error: unknown, attempt: number): Promise<void> {
    const report = await reportOf(error);
    if (attempt !== this.#attempt) return;
    // The companion's own refusal stays one until somebody does something about it: it is only looked at again now
    // and then. What a stranger on the port says must not silence this browser for longer than it holds the port.
    const met = metBy(error, report);
    this.#isRefused = met === "refusal";
    const pause = pauseMs(met, this.#tries);
    this.#say(this.#options.isWatched ? { ...report, nextTryMs: Date.now() + pause } : report);
    this.#retry = setTimeout(() => void this.#connect(), pause);
    this.#tries += 1;
  }

  #say(report: ConnectionReport): void {
    if (isSameReport(this.#report, report)) return;
    this.#report = report;
    for (const listener of this.#reportListeners) listener(this.#report);
  }
}

export type { ConnectionReport, ConnectionState } from "./connection-report.ts";
