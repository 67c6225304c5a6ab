/** What an agent shows the person: texts, drawings and files of the folders that are allowed, and of no other. */

import { spawn } from "node:child_process";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Agent } from "../../support/agent.ts";
import type { CompanionProcess } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { type NodeBrowser, openLane, ticketOf } from "../../support/node-browser.ts";
import { listenToOutbox, receiveOver } from "../../support/node-outbox.ts";
import { type AgentGround, openAgentGround } from "./agent-ground.ts";

let ground: AgentGround;
let companion: CompanionProcess;
let browser: NodeBrowser;
let agent: Agent;
let allowed: string;
beforeAll(async () => {
  ground = await openAgentGround();
  ({ companion, browser, agent, allowed } = ground);
});
afterAll(() => ground?.close());
const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

describe("show_file", () => {
  it("says that a file waits where no browser is connected", async () => {
    expect(await agent.data("show_file", { text: "hello" })).toMatchObject({
      name: "note.txt",
      bytes: 5,
      state: "queued",
      browser: null,
    });
  });

  it("shows a text, an SVG and a file, asks for it to be shown at once, and says which browser has it", async () => {
    await writeFile(path.join(allowed, "plot.txt"), "a plot");
    const outbox = await listenToOutbox(browser);
    opened.push(async () => outbox.socket.disconnect());
    const lane = await openLane(companion.port, await ticketOf(browser));
    opened.push(async () => lane.socket.terminate());
    const taken = new Set<string>();
    const taking = setInterval(() => {
      for (const { id } of outbox.waiting) {
        if (taken.has(id)) continue;
        taken.add(id);
        void receiveOver(lane, id);
        return;
      }
    }, 20);
    opened.push(async () => clearInterval(taking));
    await eventually("what waited", () => taken.size > 0);
    const told = await agent.data("show_file", { path: path.join(allowed, "plot.txt"), to: "My" });
    expect(told).toMatchObject({ name: "plot.txt", bytes: 6, state: "stored", browser: "My browser" });
    expect(await agent.data("show_file", { svg: "<svg xmlns='http://www.w3.org/2000/svg'/>" })).toMatchObject(
      { name: "drawing.svg", state: "stored" },
    );
    expect(await agent.data("show_file", { text: "hi", name: "hi.md" })).toMatchObject({
      name: "hi.md",
      state: "stored",
    });
    expect(outbox.waiting.at(-1)).toMatchObject({ from: { id: "owner" }, show: true });
  });

  it("reads no path outside the folders that are allowed", async () => {
    const secret = path.join(companion.home, "..", `secret-${process.pid}.txt`);
    await writeFile(secret, "secret");
    opened.push(() => rm(secret));
    await symlink(secret, path.join(allowed, "link.txt"));
    opened.push(() => rm(path.join(allowed, "link.txt")));
    await symlink(path.dirname(secret), path.join(allowed, "folder"));
    opened.push(() => rm(path.join(allowed, "folder")));
    const paths = [
      secret,
      "/etc/passwd",
      `${allowed}/../${path.basename(secret)}`,
      path.join(allowed, "link.txt"),
      path.join(allowed, "folder", path.basename(secret)),
      `${allowed}-other/x.txt`,
      path.join(companion.home, ".state", "keys.json"),
      path.join(companion.home, "Inbox", "..", ".state", "owner-token"),
      path.join(companion.home, "config.json"),
    ];
    for (const file of paths)
      expect({ file, said: await agent.failure("show_file", { path: file }) }).toEqual({
        file,
        said: expect.stringContaining("may not be read"),
      });
  });

  it("tells nobody what is there where nothing may be read", async () => {
    const [there, not] = [
      await agent.failure("show_file", { path: "/etc/hosts" }),
      await agent.failure("show_file", { path: "/etc/nothing" }),
    ];
    expect(there.replace("hosts", "")).toBe(not.replace("nothing", ""));
  });

  it("shows what is in the inbox", async () => {
    await ground.receive("again.txt", Buffer.from("once more"));
    expect(
      await agent.data("show_file", { path: path.join(companion.home, "Inbox", "again.txt") }),
    ).toMatchObject({ name: "again.txt" });
  });

  it("says a sentence for a file that is not there, a folder, and a pipe", async () => {
    await mkdir(path.join(allowed, "sub"));
    expect(await agent.failure("show_file", { path: path.join(allowed, "missing.txt") })).toMatch(
      /missing\.txt/,
    );
    expect(await agent.failure("show_file", { path: path.join(allowed, "sub") })).toMatch(/sub/);
    await new Promise((resolve) => spawn("mkfifo", [path.join(allowed, "pipe")]).once("close", resolve));
    expect(await agent.failure("show_file", { path: path.join(allowed, "pipe") })).toMatch(/pipe/);
  });

  it.each([{}, { text: "a", svg: "b" }, { path: "/x", text: "a" }])(
    "takes exactly one of path, text and svg, not %j",
    async (args) => {
      expect(await agent.failure("show_file", args)).toBe("Give exactly one of path, text and svg.");
    },
  );

  it("says a sentence for a browser that nobody knows", async () => {
    expect(await agent.failure("show_file", { text: "x", to: "nobody" })).toMatch(/nobody/);
  });

  it("takes no more text than is small", async () => {
    expect(await agent.failure("show_file", { text: "x".repeat(1_000_001) })).toMatch(/^The argument “text”/);
  });
});
