/** Puts all pictures of pages onto one sheet, so that they can be looked at together. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";

const CELL = { width: 330, height: 250 };
const COLUMNS = 5;
const LINE = 18;

/** Writes `contact-sheet.png` beside the pictures. */
export async function makeContactSheet(folder: string): Promise<void> {
  const names = (await readdir(folder))
    .filter((name) => name.endsWith(".png") && name !== "contact-sheet.png")
    .sort();
  const cells = await Promise.all(
    names.map(async (name, index) => {
      const left = (index % COLUMNS) * CELL.width;
      const top = Math.floor(index / COLUMNS) * (CELL.height + LINE);
      const picture = await sharp(path.join(folder, name))
        .resize({ ...CELL, fit: "inside" })
        .png()
        .toBuffer();
      return [
        { input: picture, left, top: top + LINE },
        { input: labelOf(name), left, top },
      ];
    }),
  );
  if (names.length === 0) return;
  const rows = Math.ceil(names.length / COLUMNS);
  await sharp({
    create: {
      width: COLUMNS * CELL.width,
      height: rows * (CELL.height + LINE),
      channels: 3,
      background: "#8a8f98",
    },
  })
    .composite(cells.flat())
    .png()
    .toFile(path.join(folder, "contact-sheet.png"));
}

function labelOf(name: string): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CELL.width}" height="${LINE}"><text x="4" y="13" font-size="12" font-family="sans-serif">${name}</text></svg>`,
  );
}
