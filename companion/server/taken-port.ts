/** The port the companion listens on: taken before anything is there to answer, so that all of it can know the number. */

import type { Server } from "node:http";
import process from "node:process";
import { LOOPBACK_ADDRESS } from "../../shared/protocol/limits.ts";
import { message } from "../../shared/texts/message.ts";
import { SaidError } from "../../shared/texts/said.ts";
import { MAX_HEADER_BYTES } from "../limits.ts";
import { errorCode, reason } from "../process/system-error.ts";

// Importing node:http loads Node's own WebSocket client for the names it re-exports: 40 ms of every start (measured).
const { createServer } = process.getBuiltinModule("node:http");

const HEADERS_TIMEOUT_MS = 3_000;
/** How often Node looks for connections that are over their time; its own 30 s would make ten times the limit of it. */
const TIMEOUT_CHECK_MS = 500;
/** A batch of a long poll may hold a whole file; the official client gives it this long. */
const REQUEST_TIMEOUT_MS = 20_000;
const KEEP_ALIVE_MS = 5_000;

/** The port is taken by another program. */
export class PortTaken extends SaidError {
  override readonly name = "PortTaken";
  readonly code = "port_taken";
}

/** The system lets no program of this user listen there, though nobody has the port. */
export class PortForbidden extends SaidError {
  override readonly name = "PortForbidden";
  readonly code = "port_forbidden";
}

/** Below it a port is for administrators on most systems. */
const FIRST_FREE_FOR_ALL = 1_024;

/** Must be served before the event loop's next turn: what connects then has to be heard. */
export interface TakenPort {
  readonly server: Server;
  readonly port: number;
}

/**
 * Listens on the loopback address; 0 picks a free port. Throws `PortTaken` where another program has it, and
 * `PortForbidden` where the system does not allow it.
 */
export function takePort(port: number): Promise<TakenPort> {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
    // A missing Host is the door's to refuse, like every other wrong one.
    requireHostHeader: false,
  });
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      reject(portError(port, error));
    });
    server.listen({ port, host: LOOPBACK_ADDRESS, exclusive: true }, () => {
      const address = server.address();
      resolve({ server, port: typeof address === "object" && address ? address.port : port });
    });
  });
}

/** What keeps the companion from listening on a port now; `undefined` where nothing does. It listens for a moment. */
export async function portFlaw(port: number): Promise<PortTaken | PortForbidden | undefined> {
  try {
    const { server } = await takePort(port);
    await new Promise((resolve) => server.close(resolve));
    return undefined;
  } catch (error) {
    if (error instanceof PortTaken || error instanceof PortForbidden) return error;
    throw error;
  }
}

function portError(port: number, error: Error): PortTaken | PortForbidden {
  switch (errorCode(error)) {
    case "EADDRINUSE":
      return new PortTaken(message("home.port-taken", { port }));
    case "EACCES":
    case "EPERM": {
      // Windows keeps blocks of ports for its virtual machines, others by a setting; nobody listens there.
      const code = port < FIRST_FREE_FOR_ALL ? "home.port-low" : "home.port-reserved";
      return new PortForbidden(message(code, { port, least: FIRST_FREE_FOR_ALL }), { cause: error });
    }
    default:
      return new PortForbidden(message("home.port-unusable", { port, reason: reason(error) }), {
        cause: error,
      });
  }
}
