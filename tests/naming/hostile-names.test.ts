import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { startCompanion } from "../../companion/companion.ts";
import { numberedName, safeFileName } from "../../shared/naming/file-name.ts";
import { offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";
import { type HostileName, hostileNames } from "./hostile-names.ts";

const NAMES = 100_000;
const SEED = 20_261_123;

/** What may stand in no name on any system, a name's end included. */
const FORBIDDEN = /[<>:"/\\|?*\p{Cc}\p{Zl}\p{Zp}\p{Cs}\uFFF0-\uFFFF]|[. ]$|^[\s.~-]|^$/u;
/** Invisible and direction characters, but for what holds an emoji together or chooses a letter's form. */
const INVISIBLE =
  /(?!\u200D|\uFE0F)[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]|(?<!\p{Emoji_Presentation}|\uFE0F|\u094D)\u200D(?!\u094D)|(?<!\p{Emoji})\uFE0F/u;
/** What Windows takes for a device, whatever follows the first dot. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³]) *(?:\.|$)/i;
const MAX_BYTES = 216;

/** Why a name is not safe; `undefined` where it is. */
function fault({ proposed, extension }: HostileName): string | undefined {
  const name = safeFileName(proposed, extension);
  if (FORBIDDEN.test(name)) return "a forbidden character";
  if (INVISIBLE.test(name)) return "an invisible character";
  if (DEVICE.test(name)) return "a device";
  if (Buffer.byteLength(name) > MAX_BYTES) return "too long";
  if (name !== name.normalize("NFC")) return "not composed";
  if (!name.isWellFormed()) return "half a character";
  if (path.basename(name) !== name || path.win32.basename(name) !== name) return "a folder";
  if (path.dirname(path.resolve("/inbox", name)) !== "/inbox") return "outside";
  if (path.win32.dirname(path.win32.resolve("C:\\inbox", name)) !== "C:\\inbox") return "outside on Windows";
  if (safeFileName(name, extension) !== name) return "not settled";
  const numbered = numberedName(name, 10_000);
  if (numbered === name || Buffer.byteLength(numbered) > 255) return "can't be numbered";
  if (FORBIDDEN.test(numbered) || DEVICE.test(numbered)) return "not safe with a number";
  return undefined;
}

describe(`${NAMES.toLocaleString("en")} hostile names`, () => {
  it("all become names that are safe on every disk, settle at once and can be numbered", {
    timeout: 60_000,
  }, () => {
    const faults: string[] = [];
    for (const hostile of hostileNames(NAMES, SEED)) {
      const found = fault(hostile);
      if (found && faults.length < 20)
        faults.push(
          `${found}: ${JSON.stringify(hostile)} → ${JSON.stringify(safeFileName(hostile.proposed, hostile.extension))}`,
        );
    }
    expect(faults).toEqual([]);
  });

  it("keep the ending that the content has, and no other", () => {
    const wrong: string[] = [];
    for (const { proposed } of hostileNames(10_000, SEED + 1)) {
      const name = safeFileName(proposed, "png");
      if (!/\.png$/i.test(name)) wrong.push(name);
    }
    expect(wrong).toEqual([]);
  });
});

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

describe("a sample of them on the real disk", () => {
  it("never replaces a file, whatever its case, its form of Unicode or its number", async () => {
    const home = await mkdtemp(path.join(tmpdir(), "pagewire-names-"));
    opened.push(() => rm(home, { recursive: true, force: true }));
    const companion = await startCompanion({ home, port: 0 });
    opened.push(() => companion.close());
    const browser = await pairBy(companion.pair().pairUrl);
    const lane = await openLane(companion.port, await ticketOf(browser));
    const alike = [
      "é.png",
      "e\u0301.png",
      "É.png",
      "cat.png",
      "CAT.png",
      "Cat.PNG",
      "cat (2).png",
      "cat.png ",
      "cat\u200b.png",
      "../cat.png",
      "ﬁ.png",
      "fi.png",
    ];
    const sample = [...alike, ...alike, ...[...hostileNames(150, SEED + 2)].map(({ proposed }) => proposed)];
    const written = new Map<string, string>();
    for (const [index, proposed] of sample.entries()) {
      const bytes = Buffer.from(`file ${index}`);
      const { last } = await sendOver(lane, offerOf(bytes, { name: proposed.toWellFormed() }), bytes);
      if (last?.type !== "done") throw new Error(`refused: ${JSON.stringify(last)}`);
      expect(written.has(last.name), last.name).toBe(false);
      written.set(last.name, bytes.toString());
    }
    const inbox = path.join(home, "Inbox");
    const names = await readdir(inbox);
    expect(names.sort()).toEqual([...written.keys()].sort());
    for (const name of names) expect(await readFile(path.join(inbox, name), "utf8")).toBe(written.get(name));
    expect((await readdir(home)).sort()).toEqual([".state", "Inbox", "Outbox"]);
  }, 30_000);
});
