import { chmod, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CompanionOwner, openOwner } from "../support/companion-owner.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import {
  type NodeBrowser,
  offerOf,
  openControl,
  openLane,
  pairBy,
  sendOver,
  ticketOf,
} from "../support/node-browser.ts";

/** Programs under the names of the system's, which write down what they were called with. */
let programs: string;
let companion: CompanionProcess;
let owner: CompanionOwner;
let browser: NodeBrowser;
let other: NodeBrowser;
let file: { readonly id: string; readonly path: string };
const before = { PATH: process.env.PATH, DISPLAY: process.env.DISPLAY };
beforeAll(async () => {
  programs = await mkdtemp(path.join(tmpdir(), "pagewire-programs-"));
  for (const name of ["dbus-send", "xdg-open"]) {
    const program = path.join(programs, name);
    // Who reads what was called reads all of it.
    const note = `"${programs}/${name}.called"`;
    await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$@" > ${note}.$$ && mv ${note}.$$ ${note}\n`);
    await chmod(program, 0o755);
  }
  Object.assign(process.env, { PATH: `${programs}${path.delimiter}${before.PATH}`, DISPLAY: ":9" });
  companion = await openCompanion();
  owner = await openOwner(companion);
  browser = await pairBy(await owner.pair(), "Own");
  other = await pairBy(await owner.pair(), "Other");
  const bytes = Buffer.from("hello");
  const offer = offerOf(bytes, { name: "a, b.txt", mediaType: "text/plain", expects: "any" });
  const lane = await openLane(companion.port, await ticketOf(browser));
  await sendOver(lane, offer, bytes);
  lane.socket.close();
  const [record] = (await pagewire(companion.home, ["inbox"])).objects;
  file = { id: offer.id, path: String(record?.path) };
});
afterAll(async () => {
  owner?.close();
  await companion?.close();
  Object.assign(process.env, before);
  if (before.DISPLAY === undefined) delete process.env.DISPLAY;
  if (programs) await rm(programs, { recursive: true, force: true });
});

async function ask(as: NodeBrowser, event: string, payload: object): Promise<unknown> {
  const socket = await openControl(companion.port, await ticketOf(as), undefined);
  const channel = socket.channel("folders", {});
  const answered = (push: ReturnType<typeof channel.join>): Promise<unknown> =>
    new Promise((resolve) => {
      for (const status of ["ok", "error", "timeout"] as const)
        push.receive(status, (response: unknown) => resolve({ status, response }));
    });
  await answered(channel.join());
  const answer = await answered(channel.push(event, payload));
  socket.disconnect();
  return answer;
}

const called = (name: string): Promise<string> => readFile(path.join(programs, `${name}.called`), "utf8");

describe("the topic folders", () => {
  it("tells a browser where a file lies that it has sent", async () => {
    expect(await ask(browser, "place", { id: file.id })).toEqual({
      status: "ok",
      response: { path: file.path },
    });
  });

  it.runIf(process.platform === "linux")("has it shown in the file manager, its name whole", async () => {
    expect(await ask(browser, "show", { id: file.id })).toEqual({ status: "ok", response: {} });
    const words = await eventually("the file manager", () => called("dbus-send"));
    const url = pathToFileURL(file.path).href.replace(",", "%2C");
    expect(words.split("\n")).toContain(`array:string:${url}`);
  });

  it.runIf(process.platform === "linux")("opens the folder of what goes to browsers", async () => {
    const words = await eventually("the file manager", async () => {
      await ask(browser, "show", { folder: "outbox" });
      return await called("xdg-open");
    });
    expect(words).toBe(`${path.join(companion.home, "Outbox")}\n`);
  });

  it("knows no file of another browser's, no path, and none that is gone", async () => {
    const refused = { status: "error", response: { message: expect.any(String) } };
    expect(await ask(other, "place", { id: file.id })).toMatchObject(refused);
    expect(await ask(other, "show", { id: file.id })).toMatchObject(refused);
    expect(await ask(browser, "show", { path: "/etc/passwd" })).toMatchObject(refused);
    expect(await ask(browser, "show", { folder: "/etc" })).toMatchObject(refused);
    await rename(file.path, `${file.path}.away`);
    expect(await ask(browser, "place", { id: file.id })).toMatchObject({
      response: { said: { code: "folders.file-gone" } },
    });
  });
});
