/** What is done with a received file afterwards: edited, undone into the bin and taken out again, searched for. */

import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { keptGround } from "./kept-ground.ts";

const ground = keptGround();
const { home, companion, browser, other, inbox, text, send, listen, ask, command } = ground;
let word: string;
beforeEach(() => {
  word = ground.word();
});

describe("after sending", () => {
  it("is edited by any browser and the command, and every browser hears of it at once", async () => {
    const { id, transfer } = await send(word, `${word}.txt`);
    const [one, two] = [await listen(browser()), await listen(other())];
    await command("edit", String(id), "--name", "../evil/../best.exe", "--tag", "x", "--tag", "y");
    await eventually("both hear", async () => one.heard.length > 0 && two.heard.length > 0);
    expect(one.heard[0]?.payload).toMatchObject({
      id,
      ids: [transfer],
      name: "evil-..-best.txt",
      tags: ["x", "y"],
    });
    expect(two.heard[0]?.payload).toMatchObject({ id, ids: [] });
    expect(await two.ask("edit", { id, note: "seen", folder: "" })).toMatchObject({
      relativePath: "evil-..-best.txt",
      note: "seen",
      tags: ["x", "y"],
    });
    await expect(one.ask("edit", { id, folder: "../x" })).rejects.toThrow("not inside the inbox");
    await expect(one.ask("edit", { id, folder: "/etc" })).rejects.toThrow("not inside the inbox");
    await expect(one.ask("edit", { id, tags: [""] })).rejects.toThrow('"tags.0"');
    one.close();
    two.close();
  });

  it("is named by its name or a part of it, as long as that means one alone", async () => {
    await send(word, `one ${word} shore.txt`);
    await send(`${word} other`, `two ${word} shore.txt`);
    expect(await command("edit", `ONE ${word}`, "--note", "by a part")).toMatchObject({ note: "by a part" });
    const { status: exit, stderr } = await pagewire(home(), ["undo", `${word} shore`]);
    expect([exit, stderr]).toEqual([1, expect.stringContaining("Several received files")]);
    const two = `two ${word} shore.txt`;
    expect((await command("undo", two)).binnedAt).toEqual(expect.any(String));
    expect((await command("undo", two)).binnedAt).toBeUndefined();
  });

  it("never takes a name that is there", async () => {
    const { id } = await send(word, `${word}.txt`);
    await writeFile(inbox("site.test", `mine ${word}.txt`), "mine");
    expect(await command("edit", String(id), "--name", `mine ${word}`)).toMatchObject({
      name: `mine ${word} (2).txt`,
    });
    expect(await text("site.test", `mine ${word}.txt`)).toBe("mine");
  });

  it("tells of a file that its owner has changed or moved, and leaves it", async () => {
    const { id, path: file } = await send(word, `${word}.txt`);
    await writeFile(String(file), "changed by hand");
    for (const words of [["undo"], ["edit", "--name", "new"]]) {
      const { status: exit, stderr } = await pagewire(home(), [
        words[0] ?? "",
        String(id),
        ...words.slice(1),
      ]);
      expect([exit, stderr]).toEqual([1, expect.stringContaining("was changed since it was received")]);
    }
    expect(await readFile(String(file), "utf8")).toBe("changed by hand");
    expect(await command("edit", String(id), "--note", "still mine")).toMatchObject({ note: "still mine" });
    await rm(String(file));
    const { status: exit, stderr } = await pagewire(home(), ["undo", String(id)]);
    expect([exit, stderr]).toEqual([1, expect.stringContaining("moved or removed by hand")]);
  });

  it("is undone into a bin, of which it comes back under a free name", async () => {
    const { id, transfer, path: file } = await send(word, `${word}.txt`);
    expect(await ask(browser(), "undo", { id: transfer })).toMatchObject({
      id,
      binnedAt: expect.any(String),
    });
    expect(existsSync(String(file))).toBe(false);
    expect((await pagewire(home(), ["inbox"])).objects.some((record) => record.id === id)).toBe(false);
    expect((await pagewire(home(), ["bin"])).objects).toMatchObject([{ id, binnedAt: expect.any(String) }]);
    expect((await ask(other(), "bin", {})).files).toMatchObject([{ id }]);
    await writeFile(String(file), "mine");
    expect(await command("undo", String(id).slice(0, 12))).toMatchObject({ name: `${word} (2).txt` });
    expect(await text("site.test", `${word} (2).txt`)).toBe(word);
    expect(await readFile(String(file), "utf8")).toBe("mine");
    expect((await pagewire(home(), ["bin"])).objects).toEqual([]);
  });

  it("is received anew where it was undone and is sent once more", async () => {
    const { id } = await send(word, `${word}.txt`);
    await command("undo", String(id));
    expect(await send(word, `${word}.txt`)).toMatchObject({ relativePath: `site.test/${word}.txt` });
    expect(await text("site.test", `${word}.txt`)).toBe(word);
  });

  it("says which of several ids is meant, and that there is none", async () => {
    const { status: exit, stderr } = await pagewire(home(), ["undo", "ffffffffffff0000"]);
    expect([exit, stderr]).toEqual([1, expect.stringContaining("No received file has the id")]);
    expect((await pagewire(home(), ["edit", "x"])).stderr).toContain("Nothing is to be changed");
  });
});

describe("a search", () => {
  it("is over names, titles, alt texts, pages, notes and tags, by the command and by any browser", async () => {
    const source = {
      title: `Über ${word} Häuser`,
      alt: "三毛猫が寝ている",
      pageUrl: "https://blog.example.test/2026/summer",
    };
    const { id } = await send(`${word} content`, "IMG_4711.txt", source);
    await command("edit", String(id), "--tag", "holiday plans", "--note", "for the wall");
    const find = async (...words: string[]): Promise<unknown[]> =>
      (await pagewire(home(), ["inbox", ...words])).objects.map((record) => record.id);
    for (const words of ["img 4711", "uber hau", "毛猫", "holiday", "wall", "summer", `"${word}" 4711`])
      expect(await find("--search", `${words} ${word}`), words).toEqual([id]);
    expect(await find("--search", `${word} nowhere`)).toEqual([]);
    expect(await find("--search", word, "--host", "example.test")).toEqual([id]);
    expect(await find("--search", word, "--host", "xample.test")).toEqual([]);
    expect(await find("--search", word, "--type", "text")).toEqual([id]);
    expect(await find("--search", word, "--type", "text/plain")).toEqual([id]);
    expect(await find("--search", word, "--type", "image/*")).toEqual([]);
    expect(await find("--search", word, "--from", "2020-01-01")).toEqual([id]);
    expect(await find("--search", word, "--from", "2999-01-01")).toEqual([]);
    expect((await pagewire(home(), ["inbox", "--from", "soon"])).status).toBe(2);
    expect((await ask(other(), "search", { words: `mansion ${word}`, limit: 5 })).files).toEqual([]);
    expect((await ask(other(), "search", { words: `häuser ${word}`, limit: 5 })).files).toMatchObject([
      { id },
    ]);
    await command("undo", String(id));
    expect(await find("--search", word)).toEqual([]);
  });
});

describe("the bin", () => {
  it("lets go of what was there for seven days", async () => {
    const { id } = await send(word, `${word}.txt`);
    await command("undo", String(id));
    await companion().stop();
    await aged(String(id));
    await companion().restart();
    await eventually("it is gone", async () =>
      (await pagewire(home(), ["bin"])).objects.every((file) => file.id !== id),
    );
    const left = await readdir(path.join(home(), ".state", "bin"));
    expect(left.filter((name) => !name.includes("."))).toHaveLength(
      (await pagewire(home(), ["bin"])).objects.length,
    );
  });
});

/** Eight days ago somebody put it into the bin. */
async function aged(id: string): Promise<void> {
  const { DatabaseSync } = await import("node:sqlite");
  const database = new DatabaseSync(path.join(home(), ".state", "index.sqlite"));
  database.prepare("UPDATE received SET binned_at = ? WHERE id = ?").run(Date.now() - 8 * 86_400_000, id);
  database.close();
}
