import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../../../companion/files/database.ts";
import { Outbox } from "../../../../companion/files/outgoing/outbox.ts";
import type { Client, JoinedChannel } from "../../../../companion/server/channels/channel.ts";
import { outboxChannel } from "../../../../companion/server/topics/outbox-channel.ts";

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0).reverse()) close();
});

function openOutbox(): Outbox {
  const folder = mkdtempSync(path.join(tmpdir(), "pagewire-outbox-"));
  opened.push(() => rmSync(folder, { recursive: true }));
  const database = openDatabase(path.join(folder, "index.sqlite"));
  opened.push(() => database.close());
  return new Outbox(database, folder);
}

/** Queues a file as `pagewire send` does, and says so. */
function send(outbox: Outbox, digit: string, to: string | null): void {
  const copy = { id: digit.repeat(32), bytes: 5, mediaType: "text/plain", sha256: digit.repeat(64) };
  outbox.announce(outbox.enqueue(copy, `${digit}.txt`, to, 1));
}

/** Joins as a client; the list takes each event it hears and the file's first digit. */
async function join(outbox: Outbox, client: Client): Promise<{ joined: JoinedChannel; heard: string[] }> {
  const heard: string[] = [];
  const push = (event: string, payload: unknown): void => {
    const id = typeof payload === "object" && payload !== null && "id" in payload ? String(payload.id) : "";
    heard.push(`${event} ${id.slice(0, 1)}`);
  };
  const context = {
    topic: "outbox",
    client,
    push,
    pushLatest: push,
    drained: () => undefined,
    end: () => undefined,
  };
  return {
    joined: await outboxChannel({
      outbox,
      halves: { partOf: (id) => (id.startsWith("9") ? "8".repeat(32) : undefined) },
      senders: { of: () => undefined },
      uploads: { announce: () => ({ state: "announced", client: null }) },
      about: () => ({}),
      recipient: (client) => ({ client }),
    }).join(context, {}),
    heard,
  };
}

const browser = (id: string): Client => ({ id, kind: "browser", name: id });

describe("the topic outbox", () => {
  it("tells the browsers a file is for that it waits, and says what waited before in the join's reply", async () => {
    const outbox = openOutbox();
    for (const [digit, to] of [
      ["1", null],
      ["2", "a"],
      ["3", "b"],
    ] as const)
      send(outbox, digit, to);
    const one = await join(outbox, browser("a"));
    const other = await join(outbox, browser("b"));
    expect(one.joined.reply).toMatchObject({ waiting: [{ name: "1.txt" }, { name: "2.txt" }] });
    expect(other.joined.reply).toMatchObject({ waiting: [{ name: "1.txt" }, { name: "3.txt" }] });
    for (const [digit, to] of [
      ["4", null],
      ["5", "a"],
      ["6", "b"],
    ] as const)
      send(outbox, digit, to);
    expect(one.heard).toEqual(["waiting 4", "waiting 5"]);
    expect(other.heard).toEqual(["waiting 4", "waiting 6"]);
  });

  it.each(["script", "owner"] as const)(
    "tells a %s what becomes of files, and never which wait",
    async (kind) => {
      const outbox = openOutbox();
      send(outbox, "1", null);
      const { joined, heard } = await join(outbox, { id: "listener", kind, name: "listener" });
      expect(joined.reply).toEqual({ waiting: [] });
      send(outbox, "2", null);
      outbox.progressOf("a", "1".repeat(32))(3);
      await outbox.stored("a", "1".repeat(32), 2);
      outbox.withdraw("2".repeat(32));
      expect(heard).toEqual(["progress 1", "stored 1", "withdrawn 2"]);
    },
  );

  it("tells every browser what is stored and withdrawn, no progress, and nothing after it has left", async () => {
    const outbox = openOutbox();
    send(outbox, "1", "a");
    send(outbox, "2", "a");
    const { joined, heard } = await join(outbox, browser("b"));
    outbox.progressOf("a", "1".repeat(32))(3);
    await outbox.stored("a", "1".repeat(32), 2);
    joined.leave?.();
    outbox.withdraw("2".repeat(32));
    expect(heard).toEqual(["stored 1"]);
  });
});
