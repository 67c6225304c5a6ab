/** What arrives in a companion's inbox, record by record, as `pagewire inbox --follow --json` tells it. */
import { once } from "node:events";
import path from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { startOwnedProcess } from "./owned-process.ts";

const COMMAND = path.resolve(import.meta.dirname, "../../companion/pagewire.mjs");

/** A record as the command prints it. */
export interface InboxRecord {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly fidelity: string;
  readonly how?: string;
  readonly sources: readonly {
    readonly url?: string;
    readonly pageUrl?: string;
    readonly title?: string;
    readonly alt?: string | null;
  }[];
}

/** An inbox that is listened to. */
export interface FollowedInbox {
  /** All that has come so far, in order. */
  readonly records: readonly InboxRecord[];
  close(): Promise<void>;
}

/** Begins to follow the inbox of a home folder. */
export async function followInbox(home: string): Promise<FollowedInbox> {
  const words = [COMMAND, "inbox", "--follow", "--home", home, "--json"];
  const owned = await startOwnedProcess(process.execPath, words, { stdio: ["ignore", "pipe", "ignore"] });
  const { stdout } = owned.child;
  if (!stdout) throw new Error("the command has no stdout");
  const records: InboxRecord[] = [];
  const lines = createInterface(stdout);
  lines.on("line", (line) => {
    const record: InboxRecord = JSON.parse(line);
    records.push(record);
  });
  return {
    records,
    async close() {
      const closed = once(lines, "close");
      await owned.close();
      await closed;
    },
  };
}
