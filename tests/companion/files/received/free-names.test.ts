import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FreeNames } from "../../../../companion/files/received/free-names.ts";
import { InboxFolders } from "../../../../companion/files/received/inbox-folders.ts";
import { placeBy, plainPlace } from "../../../../shared/naming/place.ts";
import { parseTemplate } from "../../../../shared/naming/template.ts";

let inbox: string;
let folders: InboxFolders;
beforeEach(async () => {
  inbox = await mkdtemp(path.join(tmpdir(), "pagewire-names-"));
  folders = new InboxFolders(inbox);
});
afterEach(() => rm(inbox, { recursive: true }));

const numbered = placeBy(parseTemplate("{kind}/{kind}-{n}"), {
  ...{ name: "a.png", type: "image/png", sha256: "", fidelity: "original", at: 0 },
});

describe("the name that a file is given", () => {
  it("is the first that nothing has, neither on the disk nor just given away, whatever its case", () => {
    writeFileSync(path.join(inbox, "CAT (2).png"), "");
    const names = new FreeNames(folders);
    const taken = ["cat.png", "Cat.png", "cat.png"].map((name) => names.take(plainPlace(name)).name);
    // Where case makes another name on the disk, `cat (2).png` is free there.
    expect(taken[0]).toBe("cat.png");
    expect(new Set(taken.map((name) => name.toLowerCase())).size).toBe(3);
  });

  it("has a folder of its own that is made, and numbers that a rule wants", () => {
    const names = new FreeNames(folders);
    expect(names.take(numbered)).toEqual({ folder: "image", name: "image-1.png" });
    expect(names.take(numbered)).toEqual({ folder: "image", name: "image-2.png" });
    expect(readdirSync(inbox)).toEqual(["image"]);
  });

  it("leaves the names beside it free, where something will be written there", () => {
    writeFileSync(path.join(inbox, "cat.png.xmp"), "mine");
    const names = new FreeNames(folders, () => [".json", ".xmp"]);
    expect(names.take(plainPlace("cat.png")).name).toBe("cat (2).png");
  });

  it("is found among many thousands that were numbered before this start, with few looks", () => {
    mkdirSync(path.join(inbox, "image"));
    for (let number = 1; number <= 12_000; number += 1)
      writeFileSync(path.join(inbox, "image", `image-${number}.png`), "");
    const names = new FreeNames(folders);
    const first = Number(names.take(numbered).name.slice("image-".length, -".png".length));
    const second = Number(names.take(numbered).name.slice("image-".length, -".png".length));
    expect(first).toBeGreaterThan(12_000);
    expect(second).toBe(first + 1);
  });
});

describe("a folder inside the inbox", () => {
  it("is another one where a file or a link has its name", () => {
    symlinkSync(tmpdir(), path.join(inbox, "a"));
    writeFileSync(path.join(inbox, "b"), "mine");
    expect(folders.open(["a", "x"])).toBe("a (2)/x");
    expect(folders.open(["b"])).toBe("b (2)");
    expect(folders.open(["a", "x"])).toBe("a (2)/x");
    expect(folders.open([])).toBe("");
  });
});
