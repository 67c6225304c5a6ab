import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../../../companion/files/database.ts";
import { FileMoves } from "../../../../companion/files/kept/file-moves.ts";
import { Sidecars } from "../../../../companion/files/kept/sidecars.ts";
import { DiskCopies } from "../../../../companion/files/received/disk-copies.ts";
import { ReceivedIndex } from "../../../../companion/files/received/received-index.ts";

let folder: string;
let database: DatabaseSync;
let index: ReceivedIndex;
let moves: FileMoves;
let seq: number;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "pagewire-sidecars-"));
  mkdirSync(inbox());
  database = openDatabase(path.join(folder, "index.sqlite"));
  index = new ReceivedIndex(database, inbox());
  writeFileSync(inbox("a.txt"), "a");
  const record = {
    client: "c",
    id: "a",
    type: "text/plain",
    bytes: 1,
    sha256: "ab",
    receivedAt: 1,
    staged: "x",
  };
  [seq = 0] = index.add([{ ...record, name: "a.txt", fidelity: "original", sidecars: ["json"] }]);
  index.settle([seq]);
  await sidecarsWith(new Copies()).write(seq);
  expect(namesThere()).toEqual(["a.txt", "a.txt.json"]);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const inbox = (name = ""): string => path.join(folder, "Inbox", name);
const namesThere = (): string[] => readdirSync(inbox()).sort();
const nameIn = (sidecar: string): unknown => JSON.parse(readFileSync(inbox(sidecar), "utf8")).name;

class Copies extends DiskCopies {
  constructor() {
    super({ database, inbox: inbox(), log: () => undefined });
  }
}

/** The companion dies as soon as a sidecar has its name. */
class Deadly extends Copies {
  override async put(from: string, to: string): Promise<boolean> {
    await super.put(from, to);
    throw new Error("killed");
  }

  override async putOver(from: string, to: string): Promise<void> {
    await super.putOver(from, to);
    throw new Error("killed");
  }
}

/** As a companion has them that starts anew. */
function sidecarsWith(copies: DiskCopies): Sidecars {
  moves = new FileMoves({ database, inbox: inbox(), copies });
  const binPlaceOf = (): string => path.join(folder, "bin");
  return new Sidecars({ database, index, copies, moves, binPlaceOf, staging: folder, log: () => undefined });
}

/** Moves the file, and dies before anything else. */
async function moveAlone(name: string): Promise<void> {
  sidecarsWith(new Copies());
  const from = index.at(seq)?.path ?? "";
  const note = (): void => index.move(seq, { folder: "", name });
  expect(await moves.move({ seq, from, to: inbox(name), note })).toBe(true);
}

describe("the sidecar of a file whose companion was killed", () => {
  it.each([["it followed"], ["its old name was gone"]])(
    "after the file was moved and before %s is with it",
    async (when) => {
      await moveAlone("b.txt");
      if (when !== "it followed") linkSync(inbox("a.txt.json"), inbox("b.txt.json"));
      expect(moves.left()).toEqual([seq]);
      const sidecars = sidecarsWith(new Copies());
      await sidecars.follow(seq);
      expect(namesThere()).toEqual(["b.txt", "b.txt.json"]);
      expect(moves.left()).toEqual([]);
      await sidecars.write(seq);
      expect(nameIn("b.txt.json")).toBe("b.txt");
    },
  );

  it("is with it though the file was moved twice, and moved back", async () => {
    for (const name of ["b.txt", "c.txt"]) await moveAlone(name);
    await sidecarsWith(new Copies()).write(seq);
    expect(namesThere()).toEqual(["c.txt", "c.txt.json"]);
    for (const name of ["d.txt", "c.txt"]) await moveAlone(name);
    await sidecarsWith(new Copies()).write(seq);
    expect(namesThere()).toEqual(["c.txt", "c.txt.json"]);
    expect(moves.left()).toEqual([]);
  });

  it("while the file had both names leaves it one", async () => {
    await moveAlone("b.txt");
    linkSync(inbox("b.txt"), inbox("a.txt"));
    await sidecarsWith(new Copies()).follow(seq);
    expect(namesThere()).toEqual(["b.txt", "b.txt.json"]);
  });

  it("before it was noted that it is written is written again, and again when that is killed, too", async () => {
    for (const name of ["b.txt", "c.txt", "d.txt"]) {
      await moveAlone(name);
      await sidecarsWith(new Copies()).follow(seq);
      await expect(sidecarsWith(new Deadly()).write(seq)).rejects.toThrow("killed");
      expect(nameIn(`${name}.json`)).toBe(name);
    }
    await sidecarsWith(new Copies()).write(seq);
    expect(sidecarsWith(new Copies()).due(0, 1)).toEqual([]);
    expect(namesThere()).toEqual(["d.txt", "d.txt.json"]);
  });

  it("stays as it is where its owner has written or removed it", async () => {
    await moveAlone("b.txt");
    writeFileSync(inbox("a.txt.json"), "mine");
    await sidecarsWith(new Copies()).write(seq);
    expect(readFileSync(inbox("b.txt.json"), "utf8")).toBe("mine");
    rmSync(inbox("b.txt.json"));
    await moveAlone("c.txt");
    await sidecarsWith(new Copies()).write(seq);
    expect(existsSync(inbox("c.txt.json"))).toBe(false);
  });
});
