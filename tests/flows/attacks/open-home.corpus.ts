import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { homeAt } from "../../../companion/home/home.ts";
import { prepareHome } from "../../../companion/home/home-folders.ts";
import { openCompanion, pagewire } from "../../support/companion-process.ts";

describe("a home that other users may look into or change", () => {
  const opened: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close();
  });
  const modesOf = (home: string): readonly string[] =>
    ["", "Inbox", "Outbox", ".state", ".state/staging"].map((name) =>
      (statSync(path.join(home, name)).mode & 0o777).toString(8),
    );

  it("is not made by Pagewire, whatever the umask", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "pagewire-home-"));
    opened.push(() => rmSync(folder, { recursive: true, force: true }));
    for (const umask of ["0", "0377"]) {
      const home = path.join(folder, umask, "Pagewire");
      const companion = await openCompanion({ home, under: ["sh", "-c", `umask ${umask}; exec "$@"`, "sh"] });
      opened.push(() => companion.close());
      expect(modesOf(home)).toEqual(Array.from({ length: 5 }, () => "700"));
    }
  });

  it("was made by an older version: the next command closes it and says so, and its links stay as they are", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "pagewire-home-"));
    opened.push(() => rmSync(folder, { recursive: true, force: true }));
    const home = homeAt(path.join(folder, "Pagewire"));
    prepareHome(home);
    const elsewhere = path.join(folder, "elsewhere");
    mkdirSync(elsewhere);
    chmodSync(elsewhere, 0o755);
    rmSync(home.outbox, { recursive: true });
    symlinkSync(elsewhere, home.outbox);
    chmodSync(home.root, 0o775);
    chmodSync(home.inbox, 0o755);
    const open = (await pagewire(home.root, ["doctor"])).objects;
    expect(open).toContainEqual(expect.objectContaining({ check: "home", ok: false }));
    expect(open).toContainEqual(
      expect.objectContaining({ check: "private", ok: false, detail: expect.stringContaining(home.inbox) }),
    );
    expect((await pagewire(home.root, ["status"])).stderr).toBe(
      `Other users could look into or change ${home.root}, ${home.inbox}: from now on only you can.\n`,
    );
    expect(modesOf(home.root)).toEqual(["755", "700", "755", "700", "700"]);
    expect((await pagewire(home.root, ["status"])).stderr).toBe("");
    expect((await pagewire(home.root, ["doctor"])).objects).toContainEqual(
      expect.objectContaining({ check: "private", ok: true }),
    );
  });

  it("is used where only its user may write into it, although others may look into it", async () => {
    const home = mkdtempSync(path.join(tmpdir(), "pagewire-home-"));
    opened.push(() => rmSync(home, { recursive: true, force: true }));
    chmodSync(home, 0o755);
    const companion = await openCompanion({ home });
    opened.push(() => companion.close());
    expect(companion.said()).toBe("");
    expect(modesOf(home)).toEqual(["755", "700", "700", "700", "700"]);
  });
});

describe.skipIf(process.platform === "win32")("a pipe in the place of a file", () => {
  it.each(["config.json", ".state/keys.json"])("is told of and not waited for: %s", async (name) => {
    const root = mkdtempSync(path.join(tmpdir(), "pagewire-pipe-"));
    try {
      mkdirSync(path.join(root, ".state"), { mode: 0o700 });
      const pipe = path.join(root, name);
      execFileSync("mkfifo", ["-m", "600", pipe]);
      const { status, stderr } = await pagewire(root, ["start", "--port", "0"]);
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringContaining(`${pipe} is no file`),
      });
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});
