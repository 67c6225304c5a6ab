/** Greedy clients and a flood of strangers in a process of their own: what they do costs the tests' own nothing. */

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { eventually } from "./eventually.ts";
import { GreedyClient, type GreedyOptions } from "./greedy-client.ts";
import { RawConnection } from "./raw-request.ts";

/** What the process is to do. */
export interface GreedyOrder {
  readonly port: number;
  readonly clients: readonly (GreedyOptions & { readonly bearer: string })[];
  /** Connections a hundredth of a second that say nothing. */
  readonly strangers?: number;
}

/** How many connections each client has. */
type HeldReport = readonly number[];

const FLOOD_EVERY_MS = 10;
const REPORT_EVERY_MS = 20;
/** What a flood keeps open: more than the companion takes. */
const KEPT_STRANGERS = 400;

export class GreedyProcess {
  readonly #child: ChildProcess;
  #held: HeldReport = [];

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on("message", (held: HeldReport) => {
      this.#held = held;
    });
  }

  /** Starts it; resolves when every client has been let in or refused with all it asked for. */
  static async open(order: GreedyOrder): Promise<GreedyProcess> {
    const child = fork(fileURLToPath(import.meta.url), ["run"]);
    const opened = new GreedyProcess(child);
    child.send(order);
    await eventually("the greedy clients to be there", () => opened.#held.length === order.clients.length);
    return opened;
  }

  /** How many connections a client had a moment ago. */
  held(client = 0): number {
    return this.#held[client] ?? 0;
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await ended;
  }
}

async function run({ port, clients, strangers = 0 }: GreedyOrder): Promise<void> {
  const flood: RawConnection[] = [];
  setInterval(() => {
    for (let count = 0; count < strangers; count += 1) flood.push(new RawConnection(port));
    for (const { socket } of flood.splice(0, Math.max(0, flood.length - KEPT_STRANGERS))) socket.destroy();
  }, FLOOD_EVERY_MS);
  const opened = clients.map(({ bearer, ...options }) => new GreedyClient(port, bearer, options));
  await Promise.all(opened.map((client) => client.open()));
  setInterval(() => process.send?.(opened.map(({ held }) => held)), REPORT_EVERY_MS);
}

if (process.argv[2] === "run") {
  process.on("message", (order) => void run(order as GreedyOrder));
  process.on("disconnect", () => process.exit());
}
