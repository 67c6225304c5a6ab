/** Names that arrive over the wire, held against what the files are: what was proposed stays unless it is of another kind. */

import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { deflateRawSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LaneWord, Offer } from "../../shared/protocol/lane-words.ts";
import { type CompanionProcess, openCompanion } from "../support/companion-process.ts";
import { makeImageFile } from "../support/image-files.ts";
import { type NodeBrowser, offerOf, openLane, pairBy, sendOver, ticketOf } from "../support/node-browser.ts";

let home: string;
let companion: CompanionProcess;
let browser: NodeBrowser;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), "pagewire-home-"));
  companion = await openCompanion({ home });
  browser = await pairBy(companion.pairUrl);
});
afterAll(async () => {
  await companion.close();
  await rm(home, { recursive: true, force: true, maxRetries: 3 });
});

async function send(bytes: Uint8Array, words: Partial<Offer>): Promise<LaneWord | undefined> {
  const lane = await openLane(companion.port, await ticketOf(browser));
  const { last } = await sendOver(lane, offerOf(bytes, words), bytes);
  lane.socket.close();
  return last;
}

/** An archive of one empty file of that name, which the checksum does not cover. */
function tarball(name: string): Buffer {
  const tar = Buffer.alloc(1024);
  tar.write(name, 0, "latin1");
  tar.write("ustar\0", 257, "latin1");
  return gzipSync(tar);
}

/** What a ZIP archive begins with. */
function archive(name: string): Buffer {
  const data = deflateRawSync("x");
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(data.length, 18);
  head.writeUInt32LE(1, 22);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, Buffer.from(name), data]);
}

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
const COMPOUND = latin1("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".padEnd(512, "\0"));
const PROGRAM = latin1("\x7fELF\x02\x01\x01".padEnd(512, "\0"));
const STREAM = Buffer.alloc(188 * 4, latin1("G".padEnd(188, "\0")));

describe("a name that arrives", () => {
  it.each([
    ["pagewire-1.2.tar.gz", tarball("a"), "pagewire-1.2.tar.gz"],
    ["pagewire-1.2.tar.gz", tarball("b"), "pagewire-1.2 (2).tar.gz"],
    ["x.tgz", tarball("c"), "x.tgz"],
    ["drawing.svgz", gzipSync("<svg/>"), "drawing.svgz"],
    ["report.doc", COMPOUND, "report.doc"],
    ["mail.msg", COMPOUND, "mail.msg"],
    ["Tool.AppImage", PROGRAM, "Tool.AppImage"],
    ["track.gpx", latin1('<?xml version="1.0"?><gpx/>'), "track.gpx"],
    ["map.kml", latin1('<?xml version="1.0"?><kml/>'), "map.kml"],
    ["data.plist", latin1('<?xml version="1.0"?><plist/>'), "data.plist"],
    ["comic.cbz", archive("1.png"), "comic.cbz"],
    ["report.docx", archive("a"), "report.docx"],
    ["clip.ts", STREAM, "clip.ts"],
    ["source.ts", latin1("export const a = 1;\n"), "source.ts"],
    ["jq-linux-amd64", PROGRAM, "jq-linux-amd64"],
    ["libfoo.so.6", PROGRAM, "libfoo.so.6"],
    ["readme.md", latin1("<!-- badges -->\n<h1 align=center>Pagewire</h1>\n"), "readme.md"],
    ["App.svelte", latin1("<script>\n  let count = 0;\n</script>\n"), "App.svelte"],
    [
      "strict.html",
      latin1('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>'),
      "strict.html",
    ],
    ["photo.jpg", PROGRAM, "photo.elf"],
    ["photo.png", latin1("<!doctype html><p>x"), "photo.html"],
    ["page.svg", Buffer.from("\ufeff<!doctype html><p>x", "utf16le"), "page.html"],
    ["download", archive("b"), "download.zip"],
  ])("keeps its ending unless that contradicts the content: %s", async (name, content, stored) => {
    // One of its own each time: what is here already keeps the name it has.
    const bytes = Buffer.concat([content, latin1(`\n ${name}`)]);
    expect(await send(bytes, { name })).toMatchObject({ type: "done", name: stored });
    expect(await readdir(path.join(home, "Inbox"))).toContain(stored);
  });

  it("is a picture's with its own ending, whatever was claimed", async () => {
    const { bytes: jpeg } = await makeImageFile("jpeg");
    const claimed = { expects: "image", mediaType: "text/html" } as const;
    expect(await send(jpeg, { ...claimed, name: "harbour.jfif" })).toMatchObject({ name: "harbour.jfif" });
    const { bytes } = await makeImageFile("avif");
    bytes.write("mif1", 8, "latin1");
    expect(await send(bytes, { ...claimed, name: "p.avif" })).toMatchObject({ name: "p.avif" });
    const { bytes: png } = await makeImageFile("png");
    expect(await send(png, { ...claimed, name: "photo.jpg" })).toMatchObject({ name: "photo.png" });
  });

  it("is a vector picture's also where that stands behind a long comment", async () => {
    const svg = Buffer.from(`<!-- ${"licence ".repeat(5000)} --><svg xmlns="http://www.w3.org/2000/svg"/>`);
    const image = { expects: "image", name: "drawing.svg", mediaType: "image/svg+xml" } as const;
    expect(await send(svg, image)).toMatchObject({ type: "done", name: "drawing.svg" });
    const none = Buffer.from(`<!-- ${"licence ".repeat(5000)} --><html>`);
    expect(await send(none, image)).toMatchObject({ type: "refuse", code: "not_an_image" });
  });
});
