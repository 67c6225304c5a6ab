/** A venue on 127.0.0.1 over TLS, in its own formats, that trades all the time and does wrong when it is told to. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Clock } from "../../../companion/prices/clock.ts";
import { seeded, type Trade } from "../../companion/prices/played/trades.ts";
import type { Wire } from "../../companion/prices/played/wires/wire.ts";
import type { SelfSigned } from "../../support/self-signed.ts";

/** By the venue's own clock. */
const TRADE_EVERY_MS = 400;
const BEAT_EVERY_MS = 1_000;

/** What it does to who comes. */
export interface Manners {
  /** With a connection, before anything is said on it; `false` leaves it to the venue. */
  connection?: ((socket: Socket) => boolean) | undefined;
  /** Instead of a stream. */
  upgrade?: ((request: IncomingMessage, socket: Duplex) => void) | undefined;
  /** Instead of candles. */
  candles?: ((response: ServerResponse) => void) | undefined;
  /** It hears nothing of what it is told and tells nothing, over lines that stand. */
  isSilent?: boolean;
}

export interface FaultyVenue {
  readonly url: string;
  readonly restUrl: string;
  /** What was traded so far. */
  readonly trades: readonly Trade[];
  manners: Manners;
  /** When streams were opened, and when candles were asked for; by its clock. */
  readonly dialledAtMs: readonly number[];
  readonly askedAtMs: readonly number[];
  say(data: string | Uint8Array): void;
  /** Ends the streams with a code; without one they are cut. */
  end(code?: number): void;
  /** Shows another certificate from now on. */
  show(certificate: SelfSigned): void;
  /** Takes no connection at all, and takes them again. */
  shut(): Promise<void>;
  open(): Promise<void>;
  /** Something that ends with it. */
  closing(end: () => void): void;
  close(): Promise<void>;
}

export async function openFaultyVenue(
  wire: Wire,
  clock: Clock,
  certificate: SelfSigned,
): Promise<FaultyVenue> {
  const random = seeded(5);
  const trades: Trade[] = [];
  const streams = new Set<WebSocket>();
  const sockets = new Set<Socket>();
  const ends: (() => void)[] = [];
  const dialledAtMs: number[] = [];
  const askedAtMs: number[] = [];
  const upgrader = new WebSocketServer({ noServer: true });
  const secure = createSecureServer(certificate, (_request, response) => {
    askedAtMs.push(clock.monotonicMs());
    if (venue.manners.candles) return venue.manners.candles(response);
    response.setHeader("content-type", "application/json");
    response.end(wire.candles(_request.url ?? "/", trades, clock.wallMs()));
  });
  secure.on("tlsClientError", () => undefined);
  secure.on("upgrade", (request, socket, head) => {
    dialledAtMs.push(clock.monotonicMs());
    socket.on("error", () => undefined);
    if (venue.manners.upgrade) return venue.manners.upgrade(request, socket);
    upgrader.handleUpgrade(request, socket, head, (stream) => {
      streams.add(stream);
      stream.on("message", (frame) => {
        if (venue.manners.isSilent) return;
        for (const said of wire.answer(frame.toString(), trades, clock.wallMs())) stream.send(said);
      });
      stream.on("close", () => streams.delete(stream));
      stream.on("error", () => undefined);
    });
  });
  const door = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    if (!venue.manners.connection?.(socket)) secure.emit("connection", socket);
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => door.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = door.address() as AddressInfo;

  let isClosed = false;
  let beatAtMs = 0;
  const trade = (): void => {
    if (isClosed) return;
    clock.after(TRADE_EVERY_MS, trade);
    const price = (60_000 + Math.floor(random() * 10_000) / 100).toFixed(2);
    const timeMs = Math.floor(clock.wallMs());
    const next = { id: (trades.at(-1)?.id ?? 500) + 1, price, size: "0.25000000", timeMs, receivedMs: 0 };
    trades.push(next);
    if (venue.manners.isSilent) return;
    const frames = [...wire.trade(next)];
    if (clock.monotonicMs() - beatAtMs >= BEAT_EVERY_MS) {
      beatAtMs = clock.monotonicMs();
      frames.push(wire.beat(next, timeMs) ?? "");
    }
    for (const frame of frames.filter((text) => text !== "")) venue.say(frame);
  };
  const venue: FaultyVenue = {
    // The name, not the address: certificates are for names.
    url: `wss://localhost:${port}/`,
    restUrl: `https://localhost:${port}`,
    ...{ trades, dialledAtMs, askedAtMs },
    manners: {},
    say(data) {
      for (const stream of streams) stream.send(data);
    },
    end(code) {
      for (const stream of streams) {
        if (code === undefined) stream.terminate();
        else stream.close(code);
      }
    },
    show: (other) => secure.setSecureContext(other),
    async shut() {
      const closed = new Promise((resolve) => door.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    open: () => listen(port),
    closing: (end) => void ends.push(end),
    async close() {
      isClosed = true;
      for (const end of ends) end();
      await venue.shut();
      upgrader.close();
    },
  };
  trade();
  return venue;
}
