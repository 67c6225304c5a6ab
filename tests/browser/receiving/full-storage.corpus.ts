import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import { type Desktop, openDesktop } from "../../support/desktop.ts";
import { eventually, LONG } from "../../support/eventually.ts";
import { EXTENSION_DIR } from "../../support/extension-build.ts";
import { pairBrowser } from "../../support/paired-desktop.ts";
import { chooseFromMenu, isWhole } from "../../support/popup.ts";
import { writePseudoRandomFile } from "../../support/pseudo-random.ts";
import { receivedSha256 } from "../../support/received-in.ts";
import { openSlowRelay, type SlowRelay, UNLIMITED } from "../../support/slow-relay.ts";

const MIB = 1024 * 1024;
const DISK_BYTES = 160 * MIB;
/** Two of these don't fit on the disk together. */
const FILE_BYTES = 90_000_000;
/** Slow enough to fill the disk in the middle of a file. */
const SLOW = 5_000_000;
/** Slow enough to see a file go on before there is no room for its next piece. */
const VERY_SLOW = 1_000_000;
/** Mounting needs it; where it is missing the runner says that these were skipped, and why. */
const isRoot = process.getuid?.() === 0;
if (!isRoot) console.warn("The tests with a full browser storage need root to mount a small disk: skipped.");

const opened: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

interface SmallDisk {
  readonly companion: CompanionProcess;
  readonly desktop: Desktop;
  readonly relay: SlowRelay;
}

/** A paired browser whose profile lies on a disk of its own. */
async function openOnSmallDisk(): Promise<SmallDisk> {
  const profileDir = mkdtempSync(path.join(tmpdir(), "pagewire-small-profile-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${DISK_BYTES}`, "tmpfs", profileDir]);
  opened.push(() => {
    execFileSync("umount", ["-l", profileDir]);
    rmSync(profileDir, { recursive: true, force: true });
  });
  const companion = await openCompanion();
  opened.push(() => companion.close());
  const relay = await openSlowRelay(() => companion.port, UNLIMITED);
  opened.push(() => relay.close());
  // The browser dials the companion's address and gets the relay.
  const hostRules = `MAP 127.0.0.1:${companion.port} 127.0.0.1:${relay.port}`;
  const desktop = await openDesktop({ extensionDir: EXTENSION_DIR, profileDir, hostRules });
  opened.push(() => desktop.close());
  await (await pairBrowser(desktop, companion.pairUrl)).close();
  return { companion, desktop, relay };
}

/** Sends a file of pseudo-random bytes from the computer; returns its id and hash. */
async function sendFile({ companion }: SmallDisk, name: string, bytes = FILE_BYTES) {
  const file = path.join(companion.home, name);
  const sha256 = await writePseudoRandomFile(file, bytes, name);
  const { objects } = await pagewire(companion.home, ["send", file]);
  return { id: String(objects[0]?.id), sha256 };
}

const received = (popup: Page, name: string): Locator =>
  popup.getByRole("list", { name: "Received" }).getByRole("listitem").filter({ hasText: name });

async function says(entry: Locator, words: RegExp): Promise<void> {
  await eventually(
    `the entry to say ${words}`,
    async () => words.test((await entry.textContent({ timeout: 1_000 })) ?? ""),
    LONG,
  );
}

const comes = (entry: Locator): Promise<unknown> => eventually("all of the file", () => isWhole(entry), LONG);

const badgeText = (popup: Page): Promise<string> => popup.evaluate(() => chrome.action.getBadgeText({}));

async function press(small: SmallDisk, popup: Page, button: Locator): Promise<void> {
  await popup.bringToFront();
  await small.desktop.click(popup, button);
}

describe.skipIf(!isRoot)("a browser whose storage is full", () => {
  it("asks before a file begins that can't fit, over a restart too, and goes on by itself when another is deleted", async () => {
    const small = await openOnSmallDisk();
    let popup = await small.desktop.openExtensionPage("popup.html");
    const first = await sendFile(small, "first.bin");
    await comes(received(popup, "first.bin"));
    // What is looked at needs no badge: another page is in front.
    const other = await small.desktop.context.newPage();
    await other.bringToFront();
    const second = await sendFile(small, "second.bin");
    await eventually("the badge to say so", async () => (await badgeText(popup)) === "!");
    await other.close();
    await popup.bringToFront();
    await says(received(popup, "second.bin"), /storage is full: 90 MB are needed, [\d.]+ MB are free/);
    await eventually("the badge to be seen", async () => (await badgeText(popup)) !== "!");
    expect(await received(popup, "second.bin").getByRole("progressbar").count()).toBe(0);

    await small.desktop.quit();
    await small.desktop.reopen();
    popup = await small.desktop.openExtensionPage("popup.html");
    await eventually(
      "Connected",
      async () => (await popup.getByRole("status").textContent()) === "Connected",
      LONG,
    );
    await says(received(popup, "second.bin"), /storage is full/);
    // A small one that fits still comes, and the first is untouched.
    await pagewire(small.companion.home, ["send", "-", "--name", "small.txt", "--wait"], "small");
    await says(received(popup, "small.txt"), /5 B/);
    await says(received(popup, "second.bin"), /storage is full/);
    expect(await receivedSha256(popup, first.id)).toBe(first.sha256);

    await popup.bringToFront();
    await chooseFromMenu(small.desktop, popup, received(popup, "first.bin"), /^Delete/);
    // As long as that can be taken back its bytes are here.
    await comes(received(popup, "second.bin"));
    expect(await receivedSha256(popup, second.id)).toBe(second.sha256);
    await eventually("a badge that only counts", async () => /^\d*$/.test(await badgeText(popup)));
  });

  it("keeps what is stored of a file when the disk fills up in its middle, and goes on from there at Continue", async () => {
    const small = await openOnSmallDisk();
    const popup = await small.desktop.openExtensionPage("popup.html");
    // Something else takes the disk's room while the file comes.
    const filler = path.join(small.desktop.profileDir, "filler");
    small.relay.limit(SLOW);
    const file = await sendFile(small, "grows.bin", 120_000_000);
    const entry = received(popup, "grows.bin");
    const stored = async (): Promise<number> =>
      Number(await entry.getByRole("progressbar").getAttribute("value", { timeout: 1_000 }));
    await eventually("part of it", async () => (await stored()) > 0, { ...LONG, intervalMs: 5 });
    execFileSync("fallocate", ["-l", String(70 * MIB), filler]);
    small.relay.limit(UNLIMITED);
    await says(entry, /storage is full/);
    const before = await stored();
    expect(before).toBeGreaterThan(0);

    // Without room the answer to Continue is the same question.
    small.relay.limit(VERY_SLOW);
    await press(small, popup, entry.getByRole("button", { name: "Continue grows.bin" }));
    small.relay.limit(UNLIMITED);
    await says(entry, /storage is full/);
    rmSync(filler);
    // The press before, or an alarm, may find the room first: nothing is left to be pressed then.
    const go = entry.getByRole("button", { name: "Continue grows.bin" });
    await eventually("it to go on", async () => {
      if (!/storage is full/.test((await entry.textContent()) ?? "")) return true;
      await go.click({ timeout: 1_000 });
      return false;
    });
    await comes(entry);
    expect(await receivedSha256(popup, file.id)).toBe(file.sha256);
  });

  it("goes on by itself when something else has left the disk, which nobody tells it", async () => {
    const small = await openOnSmallDisk();
    const filler = path.join(small.desktop.profileDir, "filler");
    execFileSync("fallocate", ["-l", String(60 * MIB), filler]);
    const popup = await small.desktop.openExtensionPage("popup.html");
    const file = await sendFile(small, "waits.bin");
    await says(received(popup, "waits.bin"), /storage is full/);
    rmSync(filler);
    await comes(received(popup, "waits.bin"));
    expect(await receivedSha256(popup, file.id)).toBe(file.sha256);
  });
});
