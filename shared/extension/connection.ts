/** A page's own connection to the companion: proves first, then holds a phoenix Socket, and never loops blindly. */

import { Socket } from "phoenix";
import {
  HEARTBEAT_INTERVAL_MS,
  LOOPBACK_ADDRESS,
  PUSH_TIMEOUT_MS,
  RETRY_REFUSED_MS,
  RETRY_SOCKET_MS,
} from "../protocol/limits.ts";
import { backoffMs } from "./backoff.ts";
import { type Carrier, proveByAnyCarrier, proveBySocket } from "./carrier.ts";
import { onChange } from "./changes.ts";
import { type ConnectionReport, NOT_PAIRED, POLLING, reportOf } from "./connection-report.ts";
import type { Pairing } from "./database.ts";
import { accessOf, type LaneAccess } from "./lane-access.ts";
import { readPairing } from "./pairing.ts";
import { ProveFailed } from "./prove.ts";

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
}

/** The phoenix client's own reconnect stays off: after a loss there is a new proof, then a new Socket. */
const NEVER_MS = 2 ** 31 - 1;

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
    if (!access) throw new ProveFailed("unreachable", "The companion is not connected.");
    if (performance.now() < access.renewAt) return access;
    const pairing = await readPairing();
    if (!pairing) throw new ProveFailed("not_paired", NOT_PAIRED);
    const ticket = await proveBySocket(pairing);
    const renewed = accessOf(pairing, ticket);
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
      if (!pairing) {
        this.#trying = false;
        this.#say({ state: "not-paired", detail: NOT_PAIRED });
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
      const socket = new Socket(`ws://${LOOPBACK_ADDRESS}:${pairing.port}/socket`, {
        authToken: carrier.ticket.ticket,
        transport: carrier.transport,
        params: { page: this.#options.name },
        heartbeatIntervalMs: HEARTBEAT_INTERVAL_MS,
        timeout: PUSH_TIMEOUT_MS,
        reconnectAfterMs: () => NEVER_MS,
      });
      socket.onOpen(() => {
        if (attempt !== this.#attempt) {
          socket.disconnect();
          return;
        }
        this.#trying = false;
        this.#isRefused = false;
        this.#tries = 0;
        this.#socket = socket;
        this.#access = carrier.isPolling ? undefined : accessOf(pairing, carrier.ticket);
        this.#say(carrier.isPolling ? POLLING : { state: "connected", detail: "" });
        if (carrier.isPolling) this.#lookForSocket(pairing, attempt);
        for (const listener of this.#socketListeners) listener(socket);
        resolve();
      });
      socket.onClose(() => {
        socket.disconnect();
        reject(new ProveFailed("unreachable", "The companion closed the connection."));
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
    if (!socket) return;
    socket.disconnect();
    for (const listener of this.#socketListeners) listener(undefined);
  }

  async #fail(error: unknown, attempt: number): Promise<void> {
    const report = await reportOf(error);
    if (attempt !== this.#attempt) return;
    this.#say(report);
    // The companion's own refusal stays one until somebody does something about it: it is only looked at again now
    // and then. What a stranger on the port says must not silence this browser for longer than it holds the port.
    this.#isRefused = error instanceof ProveFailed && error.byCompanion && report.state === "refused";
    const pauseMs = this.#isRefused ? RETRY_REFUSED_MS : backoffMs(this.#tries);
    this.#tries += 1;
    this.#retry = setTimeout(() => void this.#connect(), pauseMs);
  }

  #say(report: ConnectionReport): void {
    if (this.#report.state === report.state && this.#report.detail === report.detail) return;
    this.#report = report;
    for (const listener of this.#reportListeners) listener(this.#report);
  }
}

export type { ConnectionReport, ConnectionState } from "./connection-report.ts";
