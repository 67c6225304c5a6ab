/** `pagewire ssh` against a real sshd: the session's own `pagewire` works with the companion here. */

import { existsSync } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sshArguments } from "../../companion/commands/ssh/ssh-arguments.ts";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";
import { listenToOutbox } from "../support/node-outbox.ts";
import { lacksSshd, openSshd, type Sshd } from "../support/sshd.ts";

const lacking = lacksSshd();

describe("what is for ssh", () => {
  it.each<[readonly string[], string[], string[], string[]]>([
    [[], [], [], []],
    [["uptime"], [], [], ["uptime"]],
    [
      ["-p", "22", "ls", "-l"],
      ["-p", "22"],
      ["-p", "22"],
      ["ls", "-l"],
    ],
    [["-p22", "-vi", "key", "ls"], ["-p22", "-vi", "key"], ["-p22", "-vi", "key"], ["ls"]],
    [["-tt", "-L", "1:h:2", "-A"], ["-tt", "-L", "1:h:2", "-A"], ["-A"], []],
    [["-o", "X=y", "--", "-x"], ["-o", "X=y"], ["-o", "X=y"], ["-x"]],
    [["-p"], ["-p"], ["-p"], []],
  ])("is split as ssh does: %j", (args, options, reaching, command) => {
    expect(sshArguments(args)).toEqual({ options, reaching, command });
  });
});

describe.skipIf(lacking !== undefined)(`pagewire ssh${lacking ? ` (${lacking})` : ""}`, () => {
  let companion: CompanionProcess;
  let sshd: Sshd;
  beforeAll(async () => {
    companion = await openCompanion();
    sshd = await openSshd();
  });
  afterAll(async () => {
    await sshd?.close();
    await companion?.close();
  });

  const ssh = (...words: string[]) => pagewire(companion.home, ["ssh", "127.0.0.1", ...sshd.args, ...words]);
  const scripts = async () =>
    (await pagewire(companion.home, ["clients"])).objects.filter(({ kind }) => kind === "script");
  const note = (): string => path.join(sshd.config, "pagewire", "remote.json");

  it("has the commands there work with the companion here, both ways", async () => {
    const browser = await pairBy(companion.pairUrl, "My browser");
    const lane = await openLane(companion.port, await ticketOf(browser));
    const bytes = Buffer.from("a picture, nearly");
    await sendOver(lane, offerOf(bytes, { name: "seen.txt" }), bytes);
    lane.socket.terminate();
    const { status, objects, stderr } = await ssh(
      "pagewire latest; pagewire get latest --to -; echo; echo a plot | pagewire send - --name plot.txt --to My; pagewire status",
    );
    expect(stderr).toContain(path.join(companion.home, "Inbox", "seen.txt"));
    expect(stderr).toContain("a picture, nearly");
    expect(status).toBe(0);
    expect(objects).toEqual([
      {
        host: "127.0.0.1",
        id: expect.any(String),
        url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+$/),
        installed: true,
      },
    ]);
    expect(objects[0]?.url).not.toContain(`:${companion.port}`);
    const outbox = await listenToOutbox(browser);
    expect(outbox.waiting).toMatchObject([{ name: "plot.txt", bytes: 7, from: { name: "127.0.0.1" } }]);
    outbox.socket.disconnect();
  });

  it("leaves another session to the same host working, whichever ends first", async () => {
    const flag = (name: string): string => path.join(sshd.config, name);
    const until = (name: string): string =>
      `touch ${flag(`${name}-runs`)}; until [ -e ${flag(name)} ]; do sleep 0.1; done`;
    const runs = (name: string) => eventually(`the session ${name}`, () => existsSync(flag(`${name}-runs`)));
    const said = { status: 0, stderr: expect.stringContaining("A companion runs at") };
    const first = ssh(`${until("first")}; pagewire status`);
    try {
      await runs("first");
      const before = await readFile(note(), "utf8");
      const second = ssh(`${until("second")}; pagewire status`);
      await runs("second");
      await writeFile(flag("first"), "");
      expect(await first).toMatchObject(said);
      const { url } = JSON.parse(before);
      await eventually("the port to lead here again", async () => !(await refuses(url)));
      await writeFile(flag("second"), "");
      expect(await second).toMatchObject(said);
      expect(await readFile(note(), "utf8")).toBe(before);
      expect((await first).objects[0]).toEqual((await second).objects[0]);
      expect(await scripts()).toHaveLength(1);
    } finally {
      for (const name of ["first", "second"]) await writeFile(flag(name), "");
    }
  });

  it("keeps the token there for its user alone, and makes one in place of the last", async () => {
    const first = await ssh("true");
    expect((await stat(note())).mode & 0o777).toBe(0o600);
    expect((await stat(path.dirname(note()))).mode & 0o777).toBe(0o700);
    expect(await readdir(path.dirname(note()))).toEqual(["remote.json"]);
    const before = JSON.parse(await readFile(note(), "utf8"));
    const second = await ssh("true");
    const after = JSON.parse(await readFile(note(), "utf8"));
    expect(after.token).not.toBe(before.token);
    expect(first.objects[0]?.id).not.toBe(second.objects[0]?.id);
    expect(await scripts()).toMatchObject([
      { id: second.objects[0]?.id, name: "127.0.0.1", topics: ["files", "inbox", "outbox", "price:*"] },
    ]);
  });

  it("says how the command there ended, and that nothing answers once the session is over", async () => {
    expect(await ssh("exit 7")).toMatchObject({ status: 1 });
    const { url, token } = JSON.parse(await readFile(note(), "utf8"));
    await eventually("the end of the forward", () => refuses(url));
    expect(token).toMatch(/^pwt_/);
  });

  it("revokes the token with --forget, and takes the note back", async () => {
    await ssh("true");
    const own = (await pagewire(companion.home, ["token", "--name", "127.0.0.1"])).objects[0];
    const { status, objects } = await ssh("--forget");
    expect({ status, objects }).toEqual({ status: 0, objects: [{ host: "127.0.0.1", revoked: 1 }] });
    // What its user has made for something else is not ended.
    expect(await scripts()).toMatchObject([{ id: own?.id }]);
    expect(await readdir(path.dirname(note()))).toEqual([]);
    await pagewire(companion.home, ["revoke", String(own?.id)]);
  });

  it("says what is missing in a sentence", async () => {
    const away = await pagewire(companion.home, [
      "ssh",
      "127.0.0.1",
      ...sshd.args.map((arg) => (arg === String(sshd.port) ? "1" : arg)),
      "true",
    ]);
    expect(away).toMatchObject({ status: 1, stderr: expect.stringContaining("No connection to 127.0.0.1") });
    expect(await scripts()).toEqual([]);
    const bare = await openSshd({ hasPagewire: false, lines: ["AllowTcpForwarding no"] });
    try {
      const refused = await pagewire(companion.home, ["ssh", "127.0.0.1", ...bare.args, "true"]);
      expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining("does not forward ports") });
    } finally {
      await bare.close();
    }
    const without = await openSshd({ hasPagewire: false });
    try {
      const { status, objects, stderr } = await pagewire(companion.home, [
        "ssh",
        "127.0.0.1",
        ...without.args,
        "true",
      ]);
      expect({ status, objects }).toMatchObject({ status: 0, objects: [{ installed: false }] });
      expect(stderr).toContain("has no `pagewire` yet");
      expect(stderr).toContain("npm install --global");
    } finally {
      await without.close();
    }
  });
});

async function refuses(url: string): Promise<boolean> {
  return await fetch(url.replace("ws:", "http:")).then(
    () => false,
    () => true,
  );
}
