import { type SpawnSyncReturns, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { eventually } from "../support/eventually.ts";
import { canRun } from "../support/mounted-disk.ts";
import { pairBy } from "../support/node-browser.ts";
import {
  COMMAND,
  canBeOthers,
  openSharedFolder,
  runAs,
  type SharedFolder,
  VICTIM,
} from "../support/other-users.ts";

const WHAT = "The tests with ports that the system keeps";
/** Runs a command as a plain user in a network of its own, whose system keeps all ports below 9000. */
const IN_OWN_NETWORK = [
  "unshare",
  "--net",
  "sh",
  "-c",
  `echo 9000 > /proc/sys/net/ipv4/ip_unprivileged_port_start; exec setpriv --reuid=${VICTIM} --regid=${VICTIM} --clear-groups "$@"`,
  "sh",
];

const running: CompanionProcess[] = [];
afterEach(async () => {
  for (const companion of running.splice(0)) await companion.close();
});

describe.skipIf(!canBeOthers() || !canRun([...IN_OWN_NETWORK, "true"], WHAT))("a port that", () => {
  let shared: SharedFolder;
  beforeAll(() => {
    shared = openSharedFolder();
  });
  afterAll(() => shared.remove());

  function run(words: readonly string[]): SpawnSyncReturns<string> {
    const home = shared.folderOf(VICTIM);
    return runAs(0, [...IN_OWN_NETWORK, process.execPath, COMMAND, ...words, "--home", home]);
  }

  it.each([
    [["--port", "80"], "Port 80 can't be used: the system keeps the ports below 1024 for administrators"],
    [[], "Port 8737 can't be used: nobody listens there, but it is reserved by the system"],
  ])("the system keeps is said to be kept, by the start and by doctor: %s", (words, sentence) => {
    const { status, stderr } = run(["start", ...words]);
    expect(stderr).toBe(`${sentence}. Choose another with --port.\n`);
    expect(status).toBe(1);
    const doctor = run(["doctor", ...words]);
    expect(doctor.status).toBe(1);
    expect(doctor.stdout).toContain(`FAIL  port: ${sentence}`);
    // None of the ports that it would name is free here: the system picks one.
    expect(doctor.stdout).toMatch(/FAIL {2}port: .* → Run `.*npx pagewire start --port 0 --home /);
    expect(doctor.stdout).toMatch(/FAIL {2}companion: .* → Run `.*npx pagewire start --port 0 --home /);
    expect(doctor.stdout).not.toContain("is free");
  });

  it("is free to all is listened on, for control", () => {
    const doctor = run(["doctor", "--port", "9001"]);
    expect(doctor.stdout).toContain("ok    port: 127.0.0.1:9001 is free");
    expect(doctor.stdout).toMatch(/→ Run `.*npx pagewire start --home [^`]+`\./);
  });
});

describe("a port that another program has", () => {
  it("is named by doctor together with one that is free, where a start works", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const home = (await openNothing()).home;
    const { objects } = await pagewire(home, ["doctor", "--port", String(port)]);
    const fixes = objects
      .filter(({ check, ok }) => ok === false && (check === "port" || check === "companion"))
      .map(({ fix }) => String(fix));
    expect(fixes).toHaveLength(2);
    const named = fixes.map((fix) => /npx pagewire start --port (\d+) --home /.exec(fix)?.[1]);
    expect(named[0]).toBe(named[1]);
    expect(named[0]).not.toBe(String(port));
    running.push(await openCompanion({ home, port: Number(named[0]) }));
    other.close();
  });
});

/** A home whose companion has ended. */
async function openNothing(): Promise<CompanionProcess> {
  const companion = await openCompanion();
  running.push(companion);
  await companion.stop();
  return companion;
}

describe("the pairing link", () => {
  /** What a start says to a person until it is ended. */
  async function saidAtStart(home: string): Promise<string> {
    const child = spawn(process.execPath, [COMMAND, "start", "--home", home, "--port", "0"]);
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        said += chunk;
      });
    await eventually("its last sentence", () => said.includes("Ctrl-C stops it."));
    const closed = once(child, "close");
    child.kill("SIGINT");
    await closed;
    return said;
  }

  it("is printed by a start while no browser is paired, and for programs always", async () => {
    const companion = await openNothing();
    expect(await saidAtStart(companion.home)).toContain("/pair");
    await companion.restart();
    await pairBy(companion.pairUrl);
    await companion.stop();
    const said = await saidAtStart(companion.home);
    expect(said).not.toContain("/pair");
    expect(said).toMatch(/Browsers paired: 1\. `.*npx pagewire pair --home .*` makes a link/);
    await companion.restart();
    expect(companion.pairUrl).toContain("/pair");
  });
});
