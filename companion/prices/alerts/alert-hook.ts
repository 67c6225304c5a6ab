/** Runs the user's own program for each alert that fires: without a shell, the alert as JSON on its standard input. */

import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import path from "node:path";
import type { PriceAlert } from "../../../shared/protocol/market/alerts.ts";
import { type Message, message } from "../../../shared/texts/message.ts";
import { jsonLine } from "../../process/json-line.ts";
import { type Log, putLargeAside } from "../../process/log.ts";
import { PRIVATE_FILE_MODE } from "../../process/private-mode.ts";
import type { AlertsListener } from "./price-alerts.ts";

export interface AlertHookOptions {
  readonly command: readonly string[];
  /** The folder it runs in, which it is told as `PAGEWIRE_HOME`. */
  readonly root: string;
  /** The file that gets what it prints. */
  readonly output: string;
  readonly log: Log;
  /** One sentence for the person at the terminal. */
  readonly tell: (what: Message) => void;
}

/** Alerts are seldom: each gets a process of its own, and none is waited for. */
export class AlertHook implements AlertsListener {
  readonly #options: AlertHookOptions;
  #hasTold = false;

  constructor(options: AlertHookOptions) {
    this.#options = options;
  }

  alerts(): void {
    // What is merely changed is nobody's business here.
  }

  fired(alert: PriceAlert): void {
    try {
      const child = this.#start();
      child.on("error", (error) => this.#failed(error));
      child.on("exit", (status) => {
        if (status !== 0) this.#failed(new Error(`It ended with status ${status}.`));
      });
      // A program need not read what it is told.
      child.stdin?.on("error", () => undefined);
      child.stdin?.end(`${jsonLine(alert)}\n`);
      child.unref();
    } catch (error) {
      this.#failed(error);
    }
  }

  #start(): ChildProcess {
    const { command, root, output } = this.#options;
    const [program = "", ...args] = command;
    putLargeAside(output);
    const file = openSync(output, "a", PRIVATE_FILE_MODE);
    try {
      return spawn(program, args, {
        cwd: root,
        env: { ...process.env, PAGEWIRE_HOME: root },
        // Ctrl-C in the companion's terminal is not meant for it.
        detached: true,
        shell: false,
        windowsHide: true,
        stdio: ["pipe", file, file],
      });
    } finally {
      closeSync(file);
    }
  }

  #failed(error: unknown): void {
    const { command, output, log, tell } = this.#options;
    log("alert.hook-failed", { error });
    if (this.#hasTold) return;
    this.#hasTold = true;
    tell(message("alert.hook-failed", { program: path.basename(command[0] ?? ""), output }));
  }
}
