/** The files beside a received one that say where it came from: what is in them, and that they go where it goes. */

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { type Fields, keptGround } from "./kept-ground.ts";

const run = promisify(execFile);

const ground = keptGround();
const { inbox, text, filesIn, send, command } = ground;
let word: string;
beforeEach(() => {
  word = ground.word();
});

describe("sidecars", () => {
  it("say where the file came from: all of the record in JSON, and what photo managers read in XMP", async (context) => {
    const name = `${word}.txt`;
    const source = { title: "Cats & <dogs>", alt: "Zwei “Katzen” 猫" };
    const { id } = await send(word, name, source);
    await command("edit", String(id), "--tag", "cat", "a & b", "--note", "the best one");
    await eventually("both", async () => (await text("site.test", `${name}.xmp`)).includes("a &amp; b"));
    expect(JSON.parse(await text("site.test", `${name}.json`))).toMatchObject({
      id,
      name,
      tags: ["cat", "a & b"],
      note: "the best one",
      sources: [{ url: `https://cdn.site.test/${name}`, pageUrl: "https://site.test/", ...source }],
    });
    const exiftool = await run("exiftool", ["-ver"]).catch(() => undefined);
    if (!exiftool) return context.skip("exiftool is not installed: apt-get install libimage-exiftool-perl");
    const { stdout } = await run("exiftool", [
      "-j",
      "-validate",
      "-warning",
      "-a",
      "-XMP:all",
      inbox("site.test", `${name}.xmp`),
    ]);
    const [read]: readonly Fields[] = JSON.parse(stdout);
    expect(read).toMatchObject({
      Validate: "OK",
      Source: `https://cdn.site.test/${name}`,
      Relation: "https://site.test/",
      Title: source.title,
      Description: `${source.alt}\nthe best one`,
      Subject: ["cat", "a & b"],
      Format: "text/plain",
    });
  });

  it("move with their file, are renamed, binned and taken out with it", async () => {
    const { id } = await send(word, `${word}.txt`);
    await eventually("both", async () => existsSync(inbox("site.test", `${word}.txt.xmp`)));
    await command("edit", String(id), "--name", "best", "--folder", `${word}/of all`);
    expect(await filesIn(word, "of all")).toEqual(["best.txt", "best.txt.json", "best.txt.xmp"]);
    expect((await filesIn("site.test")).filter((name) => name.startsWith(`${word}.`))).toEqual([]);
    await eventually("its new name", async () =>
      (await text(word, "of all", "best.txt.json")).includes('"best.txt"'),
    );
    await command("undo", String(id));
    expect(await filesIn(word, "of all")).toEqual([]);
    await command("undo", String(id));
    expect(await filesIn(word, "of all")).toEqual(["best.txt", "best.txt.json", "best.txt.xmp"]);
    await command("rm", String(id));
    expect(await filesIn(word, "of all")).toEqual([]);
  });

  it("that their owner has changed stay where the file is removed", async () => {
    const { id } = await send(word, `${word}.txt`);
    const sidecar = inbox("site.test", `${word}.txt.xmp`);
    await eventually("both", async () => existsSync(sidecar));
    await writeFile(sidecar, "rated by hand");
    await command("rm", String(id));
    const left = (await filesIn("site.test")).filter((name) => name.startsWith(`${word}.`));
    expect(left).toEqual([`${word}.txt.xmp`]);
  });

  it("that their owner has changed are never written over", async () => {
    const { id } = await send(word, `${word}.txt`);
    const sidecar = inbox("site.test", `${word}.txt.xmp`);
    await eventually("both", async () => existsSync(sidecar));
    await writeFile(sidecar, "rated by hand");
    await command("edit", String(id), "--note", "new");
    await eventually("the other one", async () =>
      (await text("site.test", `${word}.txt.json`)).includes("new"),
    );
    expect(await readFile(sidecar, "utf8")).toBe("rated by hand");
    await command("edit", String(id), "--name", `${word} 2`);
    expect(await text("site.test", `${word} 2.txt.xmp`)).toBe("rated by hand");
  });
});
