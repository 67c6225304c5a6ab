import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { homeAt } from "../../companion/home/home.ts";
import { startCompanion } from "../../companion/index.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";
import { clientFor, connected, eventOf, outcome } from "./channels/official-client.ts";

let home: string;
let companion: CompanionProcess | undefined;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), "pagewire-how-"));
});
afterEach(async () => {
  await companion?.close();
  companion = undefined;
  await rm(home, { recursive: true, force: true, maxRetries: 3 });
});

async function sendPicture({
  pairUrl,
  port,
}: {
  readonly pairUrl: string;
  readonly port: number;
}): Promise<void> {
  const lane = await openLane(port, await ticketOf(await pairBy(pairUrl)));
  const bytes = Buffer.from("as the page shows it");
  const { last } = await sendOver(lane, offerOf(bytes, { name: "shown.bin", how: "page-capture" }), bytes);
  expect(last).toMatchObject({ type: "done" });
  lane.socket.close();
}

describe("how the bytes were had", () => {
  it("is told to the program of onReceived, to scripts and by the command alike", async () => {
    const given = path.join(home, "given");
    await writeFile(
      path.join(home, "config.json"),
      JSON.stringify({
        onReceived: [
          process.execPath,
          "-e",
          `process.stdin.pipe(fs.createWriteStream(${JSON.stringify(given)}))`,
        ],
      }),
    );
    companion = await openCompanion({ home });
    const { objects: tokens } = await pagewire(home, ["token", "--name", "script"]);
    const socket = clientFor("WebSocket", companion.port, { bearer: String(tokens[0]?.token) });
    try {
      await connected(socket);
      const channel = socket.channel("inbox");
      const received = eventOf(channel, "received");
      expect((await outcome(channel.join())).status).toBe("ok");
      await sendPicture(companion);
      const { objects } = await pagewire(home, ["inbox"]);
      expect(objects).toMatchObject([{ name: "shown.bin", how: "page-capture" }]);
      expect(await received).toEqual(objects[0]);
      const text = (): Promise<string> => readFile(given, "utf8").catch(() => "");
      await eventually("the program", async () => (await text()).endsWith("\n"));
      expect(JSON.parse(await text())).toEqual(objects[0]);
    } finally {
      socket.disconnect();
    }
  });

  it("is told to a program with a companion of its own", async () => {
    const own = await startCompanion({ home, port: 0 });
    try {
      const { pairUrl } = own.pair();
      await sendPicture({ pairUrl, port: own.port });
      for await (const file of own.received({ after: 0 })) {
        expect(file).toMatchObject({ name: "shown.bin", how: "page-capture" });
        break;
      }
    } finally {
      await own.close();
    }
  });

  it("may be said of a file that a script puts as a whole; a word that is not known is none", async () => {
    companion = await openCompanion({ home });
    const { objects: tokens } = await pagewire(home, ["token", "--name", "script"]);
    const socket = clientFor("WebSocket", companion.port, { bearer: String(tokens[0]?.token) });
    try {
      await connected(socket);
      const files = socket.channel("files");
      expect((await outcome(files.join())).status).toBe("ok");
      for (const [name, how] of [
        ["cut.bin", "cut"],
        ["new.bin", "teleported"],
        ["odd.bin", 5],
        ["none.bin", undefined],
      ]) {
        const base64 = Buffer.from(String(name)).toString("base64");
        expect(await outcome(files.push("put", { name, base64, how }))).toMatchObject({ status: "ok" });
      }
      const { objects } = await pagewire(home, ["inbox"]);
      expect(objects.map(({ name, how }) => [name, how])).toEqual([
        ["cut.bin", "cut"],
        ["new.bin", undefined],
        ["odd.bin", undefined],
        ["none.bin", undefined],
      ]);
    } finally {
      socket.disconnect();
    }
  });
});

describe("a home of an older version", () => {
  it("is listed before a companion of this one opens it, and takes new files with all that is in it", async () => {
    companion = await openCompanion({ home });
    await sendPicture(companion);
    await companion.stop();
    const database = new DatabaseSync(homeAt(home).database);
    database.exec("ALTER TABLE received DROP COLUMN how");
    database.close();
    const before = await pagewire(home, ["inbox"]);
    expect(before).toMatchObject({ status: 0, stderr: "" });
    expect(before.objects).toMatchObject([{ name: "shown.bin" }]);
    expect(before.objects[0]).not.toHaveProperty("how");
    await companion.restart();
    expect((await pagewire(home, ["inbox"])).objects).toEqual(before.objects);
    const lane = await openLane(companion.port, await ticketOf(await pairBy(companion.pairUrl)));
    const bytes = Buffer.from("another");
    await sendOver(lane, offerOf(bytes, { name: "new.bin", how: "cut", fidelity: "screenshot" }), bytes);
    lane.socket.close();
    expect((await pagewire(home, ["inbox"])).objects).toMatchObject([
      { name: "shown.bin" },
      { name: "new.bin", how: "cut", fidelity: "screenshot" },
    ]);
  });
});
