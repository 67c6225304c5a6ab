/** A received file of each kind that pages show differently. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";

export interface Sample {
  readonly name: string;
  readonly bytes: Buffer;
}

const FIXTURES = path.resolve(import.meta.dirname, "../../fixtures");
const PICTURES = path.resolve(import.meta.dirname, "../../../companion/server/pages/pictures");

/** The smallest document that a reader of PDF shows: one page with one line. */
function pdf(words: string): Buffer {
  const content = `BT /F1 28 Tf 60 700 Td (${words}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  return Buffer.from(
    `${text}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
  );
}

/** All of them; the newest last. */
export async function samples(): Promise<Sample[]> {
  const csv = [
    "time,value,unit",
    ...Array.from({ length: 40 }, (_, row) => `${row * 15},${(row / 7).toFixed(3)},"mm, mean"`),
  ];
  const report = {
    run: 41,
    passed: true,
    figures: [0.25, 0.5, null],
    of: { machine: "two cores", näme: "Ωmega" },
  };
  return [
    {
      name: "model.bin",
      bytes: Buffer.from(Array.from({ length: 2_000 }, (_, index) => (index * 37) % 251)),
    },
    { name: "invoice.pdf", bytes: pdf("Invoice 2026-41") },
    { name: "clip.webm", bytes: await readFile(path.join(FIXTURES, "clip.webm")) },
    { name: "results.csv", bytes: Buffer.from(csv.join("\n")) },
    { name: "report.json", bytes: Buffer.from(JSON.stringify(report)) },
    {
      name: "notes.txt",
      bytes: Buffer.from(
        `Notes of a long day.\n\n${"A line that is longer than a page is wide, and goes on. ".repeat(6)}\n`,
      ),
    },
    { name: "drawing.svg", bytes: await readFile(path.join(PICTURES, "wire.svg")) },
    {
      name: "A very long name of a picture that was made in the summer of 2026, final (2).png",
      bytes: await sharp({ create: { width: 320, height: 200, channels: 4, background: "#c3502f80" } })
        .png()
        .toBuffer(),
    },
    { name: "photo.jpg", bytes: await readFile(path.join(PICTURES, "dunes.jpg")) },
  ];
}
