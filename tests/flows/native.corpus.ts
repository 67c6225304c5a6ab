import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { endianness, tmpdir } from "node:os";
import path from "node:path";
import { buffer, text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CHROME_ORIGIN } from "../../companion/commands/install/native-browsers.ts";
import {
  decodeNativeAnswer,
  FIREFOX_ID,
  NATIVE_HOST,
  START,
} from "../../shared/protocol/install/native-words.ts";
import { pairBy } from "../support/node-browser.ts";

const COMMAND = path.resolve(import.meta.dirname, "../../companion/main.ts");
const GREATEST_BYTES = 1_024;

let folder: string;
let home: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pagewire-native-"));
  home = path.join(folder, "ho'me $x");
});
afterEach(async () => {
  if (existsSync(home)) await run(["stop"]);
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

const surroundings = (): NodeJS.ProcessEnv => ({
  ...process.env,
  LANG: "C",
  HOME: folder,
  XDG_CONFIG_HOME: path.join(folder, "config"),
  XDG_DATA_HOME: path.join(folder, "data"),
  // A compile cache in the folder would be made anew for each test.
  NODE_DISABLE_COMPILE_CACHE: "1",
});

async function run(words: readonly string[]) {
  const child = spawn(process.execPath, [COMMAND, ...words, "--home", home], {
    env: surroundings(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = once(child, "close");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await closed;
  return { status: child.exitCode, stdout, stderr };
}

function framed(message: unknown): Buffer {
  const body = Buffer.from(typeof message === "string" ? message : JSON.stringify(message));
  const length = Buffer.alloc(4);
  if (endianness() === "LE") length.writeUInt32LE(body.length);
  else length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}

const program = (): string => path.join(folder, "data/pagewire/native-host");
const manifestOf = (settings: string): string =>
  path.join(folder, "config", settings, `NativeMessagingHosts/${NATIVE_HOST}.json`);

/** Speaks to the host as a browser does, and reads its one answer. */
async function ask(said: Buffer, caller: readonly string[]) {
  const child = spawn(program(), [...caller], { env: surroundings(), stdio: ["pipe", "pipe", "ignore"] });
  child.stdin.on("error", () => undefined);
  child.stdin.write(said);
  const closed = once(child, "close");
  const answer = await buffer(child.stdout);
  await closed;
  const length = endianness() === "LE" ? answer.readUInt32LE() : answer.readUInt32BE();
  expect(answer).toHaveLength(4 + length);
  const decoded = decodeNativeAnswer(JSON.parse(answer.subarray(4).toString()));
  if (!decoded) throw new Error("The answer is none.");
  return decoded;
}

async function install(...browsers: string[]) {
  for (const browser of browsers) await mkdir(path.join(folder, browser), { recursive: true });
  return await run(["native", "install", "--port", "0"]);
}

describe.skipIf(process.platform === "win32" || process.platform === "darwin")("pagewire native", () => {
  it("tells the browsers that are there which program only our extension may start, and takes it back", async () => {
    const installed = await install("config/chromium", "config/BraveSoftware/Brave-Browser", ".mozilla");
    expect(installed).toMatchObject({ status: 0, stdout: "" });
    expect(installed.stderr).toContain("Chromium, Brave, Firefox");
    const ours = { name: NATIVE_HOST, type: "stdio", path: program() };
    const chromium = JSON.parse(readFileSync(manifestOf("chromium"), "utf8"));
    expect(chromium).toMatchObject({ ...ours, allowed_origins: [CHROME_ORIGIN] });
    expect(existsSync(manifestOf("google-chrome"))).toBe(false);
    const firefox = path.join(folder, `.mozilla/native-messaging-hosts/${NATIVE_HOST}.json`);
    expect(JSON.parse(readFileSync(firefox, "utf8"))).toMatchObject({
      ...ours,
      allowed_extensions: [FIREFOX_ID],
    });
    expect((await stat(program())).mode & 0o777).toBe(0o755);
    await run(["native", "uninstall"]);
    for (const file of [manifestOf("chromium"), firefox, program()]) expect(existsSync(file)).toBe(false);
  });

  it("says so where there is no browser", async () => {
    expect(await install()).toMatchObject({ status: 1, stderr: expect.stringContaining("No browser") });
    expect(existsSync(program())).toBe(false);
  });

  it("starts the companion once, and answers with its port and a link that pairs", async () => {
    await install("config/chromium");
    const first = await ask(framed(START), [CHROME_ORIGIN]);
    if (first.type !== "running") throw new Error(first.message);
    expect(new URL(first.pairUrl).port).toBe(String(first.port));
    const pid = JSON.parse((await run(["status", "--json"])).stdout).pid as number;
    expect((await pairBy(first.pairUrl)).port).toBe(first.port);
    const second = await ask(framed(START), ["/a/manifest.json", FIREFOX_ID]);
    expect(second).toMatchObject({ type: "running", port: first.port });
    expect(second).not.toMatchObject({ pairUrl: first.pairUrl });
    expect(JSON.parse((await run(["status", "--json"])).stdout)).toMatchObject({ pid });
    // It stands on its own: in no group of what a browser ends.
    const { stdout: group } = spawnSync("ps", ["-o", "pgid=", "-p", String(pid)], { encoding: "utf8" });
    expect(Number(group)).toBe(pid);
  });

  it("does nothing for anybody else, and nothing else for anybody", async () => {
    await install("config/chromium");
    const cases: readonly (readonly [Buffer, readonly string[]])[] = [
      [framed({ type: "stop" }), [CHROME_ORIGIN]],
      [framed({ ...START, port: 1 }), [CHROME_ORIGIN]],
      [framed("start"), [CHROME_ORIGIN]],
      [framed(" ".repeat(GREATEST_BYTES + 1)), [CHROME_ORIGIN]],
      [Buffer.alloc(8, 0xff), [CHROME_ORIGIN]],
      [framed(START), [`chrome-extension://${"a".repeat(32)}/`]],
      [framed(START), ["/a/manifest.json", "other@example.org"]],
      [framed(START), []],
      [framed(START), ["--home", "/tmp/other", "--port=1"]],
    ];
    const answers = await Promise.all(cases.map(([said, caller]) => ask(said, caller)));
    const refusal = { type: "failed", said: { code: "native.not-ours" } };
    expect(answers).toMatchObject(cases.map(() => refusal));
    expect(existsSync(home)).toBe(false);
  });

  it("says in a sentence why the companion did not start", async () => {
    await install("config/chromium");
    await mkdir(home, { recursive: true });
    await mkdir(path.join(home, "config.json"));
    expect(await ask(framed(START), [CHROME_ORIGIN])).toMatchObject({
      type: "failed",
      said: { code: "native.not-started" },
    });
  });
});
