import { spawn } from "node:child_process";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion } from "../../support/companion-process.ts";
import { offerOf, openLane, pairBy, sendOver, ticketOf } from "../../support/node-browser.ts";

const COMMAND = path.resolve(import.meta.dirname, "../../../companion/pagewire.mjs");
/** Commands to a terminal as one character and as two, a delete, what turns text around, and what nobody sees. */
const HOSTILE =
  "\u009D0;title\u009C\u001B]0;title\u0007\u007F\u202Egnp.\u2066\u2028\u3164\u2800\u00AD\u{E0041}";
/** What may go to no terminal; a line feed ends each line. */
const RAW = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** As UTF-8 this holds 9D and 9C, which are commands to a terminal that reads one byte at a time. */
const DISGUISED = "Ý0;titleÜ";

let companion: CompanionProcess;
let name: string;
beforeAll(async () => {
  companion = await openCompanion();
  const browser = await pairBy(companion.pairUrl, `browser ${HOSTILE}`);
  const lane = await openLane(companion.port, await ticketOf(browser));
  const bytes = Buffer.from("a file");
  const source = { url: "http://a.test/", title: HOSTILE + DISGUISED, alt: HOSTILE, at: 1_700_000_000_000 };
  const { last } = await sendOver(lane, offerOf(bytes, { name: `x${HOSTILE}.txt`, source }), bytes);
  if (last?.type !== "done") throw new Error(`refused: ${JSON.stringify(last)}`);
  ({ name } = last);
  lane.socket.terminate();
});
afterAll(() => companion?.close());

/** What a command writes, in a locale of UTF-8 or in one without. */
async function written(
  words: readonly string[],
  locale = "C.UTF-8",
): Promise<{ stdout: string; stderr: string }> {
  const env = { ...process.env, LC_ALL: locale };
  const child = spawn(process.execPath, [COMMAND, ...words, "--home", companion.home], {
    stdio: "pipe",
    env,
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { stdout, stderr };
}

describe("what a page or a browser calls something", () => {
  it("is the same in JSON, and nothing of it is raw", async () => {
    const { stdout } = await written(["inbox", "--json"]);
    expect(stdout).not.toMatch(RAW);
    expect(stdout).toContain(DISGUISED);
    const record: { name: string; sources: unknown } = JSON.parse(stdout);
    expect(record.sources).toMatchObject([{ title: HOSTILE + DISGUISED, alt: HOSTILE }]);
    expect(record.name).toBe(name);
  });

  it("is plain ASCII in JSON where the locale is not UTF-8, and still the same", async () => {
    const { stdout } = await written(["inbox", "--json"], "C");
    expect(stdout).toMatch(/^[\x20-\x7e]+\n$/);
    expect(JSON.parse(stdout)).toMatchObject({ sources: [{ title: HOSTILE + DISGUISED }] });
  });

  it.each([[["inbox"]], [["clients"]], [["clients", "--json"]]])("is not raw in %j", async (words) => {
    const { stdout, stderr } = await written(words);
    expect(stdout.trim()).not.toBe("");
    expect(stdout + stderr).not.toMatch(RAW);
  });

  it("is not raw where the companion says it", () => {
    expect(companion.said()).toContain("is paired.");
    expect(companion.said()).not.toMatch(RAW);
  });
});

describe("what is wrong about a word", () => {
  const WORD = HOSTILE.replaceAll("\0", "");
  it.each([
    ["a command", [WORD]],
    ["a number", ["inbox", "--limit", WORD]],
    ["a file", ["send", `/nowhere/${WORD}`]],
    ["an id", ["revoke", WORD]],
    ["a symbol", ["prices", WORD]],
  ])("is said with it, and not raw: %s", async (_, words) => {
    const { stdout, stderr } = await written(words);
    expect(stderr.trim()).not.toBe("");
    expect(stdout + stderr).not.toMatch(RAW);
  });
});
