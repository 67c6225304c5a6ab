/** The rule that names and files what comes: set by any browser, told to all, and what it never does. */

import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { openControl, ticketOf } from "../../support/node-browser.ts";
import { keptGround } from "./kept-ground.ts";

const ground = keptGround();
const { home, companion, browser, other, inbox, text, send, listen, ask } = ground;
let word: string;
beforeEach(() => {
  word = ground.word();
});

describe("the rule of config.json", () => {
  it("names and files what comes, and the record says where that is inside the inbox", async () => {
    const record = await send(word, `${word}.txt`);
    expect(record).toMatchObject({
      name: `${word}.txt`,
      relativePath: `site.test/${word}.txt`,
      path: inbox("site.test", `${word}.txt`),
    });
    expect(await text("site.test", `${word}.txt`)).toBe(word);
    expect((await pagewire(home(), ["inbox"])).objects.at(-1)).toMatchObject({
      relativePath: `site.test/${word}.txt`,
    });
  });

  it("is changed by any browser, told to all, kept in the file and used at once and after a restart", async () => {
    const [one, two] = [await listen(browser()), await listen(other())];
    expect(one.joined).toEqual({ template: "{host}/{name}", sidecars: ["json", "xmp"] });
    await expect(one.ask("naming", { template: "../{name}" })).rejects.toThrow("can't begin with a dot");
    expect(await one.ask("naming", { template: "{title}/{n|2}" })).toMatchObject({
      template: "{title}/{n|2}",
    });
    await eventually("the other browser hears of it", async () => two.heard.length > 0);
    expect(two.heard).toEqual([
      { event: "naming", payload: { template: "{title}/{n|2}", sidecars: ["json", "xmp"] } },
    ]);
    expect(await send(`${word} a`, `${word}.txt`, { title: word })).toMatchObject({
      ownName: `${word}.txt`,
      relativePath: `${word}/01.txt`,
    });
    expect(await send(`${word} b`, `${word}.txt`, { title: word })).toMatchObject({
      relativePath: `${word}/02.txt`,
    });
    await companion().stop();
    await companion().restart();
    expect(await ask(other(), "naming", {})).toMatchObject({ template: "{title}/{n|2}" });
    const written: unknown = JSON.parse(await readFile(path.join(home(), "config.json"), "utf8"));
    expect(written).toEqual({ naming: { template: "{title}/{n|2}" }, sidecars: ["json", "xmp"] });
    one.close();
    two.close();
  });

  it("leads through no link, and over no file", async () => {
    const outside = await mkdtemp(path.join(tmpdir(), "pagewire-outside-"));
    await symlink(outside, inbox(`${word}.test`));
    const record = await send(word, "a.txt", { pageUrl: `https://${word}.test/` });
    expect(record.relativePath).toBe(`${word}.test (2)/a.txt`);
    expect(await readdir(outside)).toEqual([]);
    await rm(outside, { recursive: true });
    await writeFile(inbox(`${word}.file`), "mine");
    expect(await send(`${word}!`, "b.txt", { pageUrl: `https://${word}.file/` })).toMatchObject({
      relativePath: `${word}.file (2)/b.txt`,
    });
    expect(await text(`${word}.file`)).toBe("mine");
  });

  it("keeps nothing twice: the same content is one file with all its sources", async () => {
    await send(word, `${word}.txt`);
    await send(word, "other.txt", { pageUrl: "https://elsewhere.test/", title: "Another page" }, other());
    expect(existsSync(inbox("elsewhere.test"))).toBe(false);
    const [file] = (await pagewire(home(), ["inbox", "--search", `"Another page" ${word}`])).objects;
    expect(file?.sources).toMatchObject([
      { pageUrl: "https://site.test/" },
      { pageUrl: "https://elsewhere.test/", title: "Another page" },
    ]);
    await eventually("the sidecar has both", async () =>
      (await text("site.test", `${word}.txt.json`)).includes("Another page"),
    );
  });
});

describe("the wire's page", () => {
  it("has the golden bytes of the topic", async () => {
    const page = await readFile(path.join(import.meta.dirname, "../../../shared/protocol/README.md"), "utf8");
    const frames = [...page.matchAll(/`(\["1",(?:"2"|null),"kept",.*?\}\])`/g)].map(([, frame]) => frame);
    await ask(browser(), "naming", { template: "{name}", sidecars: [] });
    const socket = await openControl(companion().port, await ticketOf(browser()));
    const wire: unknown = Reflect.get(socket, "conn");
    if (!(wire instanceof WebSocket)) throw new Error("The socket has no connection.");
    const heard: string[] = [];
    wire.on("message", (data) => heard.push(String(data)));
    wire.send('["1","1","kept","phx_join",{}]');
    wire.send(String(frames[0]));
    await eventually("both answers", () => heard.length === 3);
    expect(heard.slice(1)).toEqual(frames.slice(1));
    socket.disconnect();
  });
});
