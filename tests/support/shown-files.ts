/** Files of each kind that the view page shows in its own way. */

import { Buffer } from "node:buffer";
import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";

const FIXTURES = path.resolve(import.meta.dirname, "../fixtures");

/** One of each kind, by its name. */
export async function shownFiles(): Promise<ReadonlyMap<string, Buffer>> {
  const picture = await sharp({
    create: { width: 1_800, height: 1_100, channels: 4, background: { r: 20, g: 120, b: 200, alpha: 0.5 } },
  })
    .png()
    .toBuffer();
  const rows = Array.from({ length: 1_500 }, (_, row) => `${row},${row / 8},"row ""${row}"", quoted"`);
  const json = { name: "Pagewire", none: null, list: [1, { deep: [true] }], many: Array(300).fill("x") };
  return new Map<string, Buffer>([
    ["picture.png", picture],
    ["moving.avif", await readFile(path.join(FIXTURES, "animated.avif"))],
    [
      "drawing.svg",
      text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><circle cx="150" cy="100" r="80"/></svg>',
      ),
    ],
    ["broken.png", picture.subarray(0, 60)],
    ["clip.webm", await readFile(path.join(FIXTURES, "clip.webm"))],
    ["unplayable.mp4", Buffer.concat([text("\0\0\0\x18ftypisom\0\0\0\0isomiso2"), Buffer.alloc(500, 7)])],
    ["tone.wav", tone()],
    ["document.pdf", pdf({})],
    ["table.csv", text(`number,value,name\n${rows.join("\n")}\n`)],
    ["data.json", text(JSON.stringify(json).replace("{", '{"exact":12345678901234567890,'))],
    ["notes.md", text("# Notes\n\nA paragraph.\n")],
    ["code.py", text("def main():\n    print('hello')\n")],
    ["old.txt", Buffer.from("Gr\u00fc\u00dfe", "latin1")],
    ["wide.txt", Buffer.from("\uFEFFGr\u00fc\u00dfe", "utf16le")],
    [`${"A very long name that somebody gave ".repeat(5)}(2).txt`, text("Words.\n")],
    [`${"unbroken".repeat(25)}.txt`, text("word".repeat(500))],
    ["wide.csv", text(`${"column ".repeat(3)},${"x".repeat(900)},${"value,".repeat(40)}\n`.repeat(20))],
    ["unknown.parquet", Buffer.from([1, 2, 0, 3])],
    ["empty.txt", Buffer.alloc(0)],
  ]);
}

const text = (content: string): Buffer => Buffer.from(content, "utf8");

/** A second of a tone. */
function tone(): Buffer {
  const samples = 8_000;
  const head = Buffer.alloc(44);
  head.write("RIFF");
  head.writeUInt32LE(36 + samples, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(samples, 24);
  head.writeUInt32LE(samples, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([
    head,
    Buffer.from(Array.from({ length: samples }, (_, at) => 128 + 60 * Math.sin(at / 6))),
  ]);
}

/** What a document does by itself, and where a click on its upper half leads. */
export interface PdfActions {
  readonly script?: string;
  readonly link?: string;
}

/** A PDF of one page with a few words; browsers open it without mending. */
export function pdf({ script, link }: PdfActions): Buffer {
  const escaped = (content: string): string => content.replace(/[\\()]/g, "\\$&");
  const page = "BT /F1 36 Tf 60 700 Td (Words of a PDF) Tj ET";
  const opens = script === undefined ? "" : `/OpenAction<</S/JavaScript/JS(${escaped(script)})>>`;
  const annotation =
    link === undefined
      ? ""
      : `/Annots[<</Type/Annot/Subtype/Link/Rect[0 400 612 792]/A<</S/URI/URI(${escaped(link)})>>>>]`;
  const objects = [
    `<</Type/Catalog/Pages 2 0 R${opens}>>`,
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>${annotation}>>`,
    `<</Length ${page.length}>>stream\n${page}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
  let file = "%PDF-1.7\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  const trailer = `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + table + trailer, "latin1");
}
