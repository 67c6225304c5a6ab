/** Tabs that are no web page: a picture, a document, a page of the computer's own disk. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ImageFile } from "../../../support/image-files.ts";
import { imageReply } from "../../../support/test-site.ts";
import { img, ON_IMAGE, ON_PAGE, ORIGINAL } from "../one-picture.ts";
import type { Lot, Opened, PageCase } from "../page-case.ts";

/** A tab that is nothing but a picture. */
function asTab(headers: Record<string, string> = {}, at = "/p.png") {
  return async (lot: Lot): Promise<Opened> => {
    const picture = await lot.picture();
    lot.serve(at.split("?", 1)[0] ?? at, imageReply(picture, headers));
    return { url: lot.http.url(lot.host, at), shown: () => picture };
  };
}

/** A document of one sheet that shows one JPEG, as the smallest writers make it. */
function pdfOf({ bytes }: ImageFile): Buffer {
  const image = `<</Type/XObject/Subtype/Image/Width 160/Height 120/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${bytes.length}>>`;
  const draw = "q 500 0 0 375 50 400 cm /I Do Q";
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>",
    `${image}stream\n${bytes.toString("latin1")}\nendstream`,
    `<</Length ${draw.length}>>stream\n${draw}\nendstream`,
  ];
  let text = "%PDF-1.4\n";
  const offsets: string[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(`${String(text.length).padStart(10, "0")} 00000 n \n`);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  const trailer = `trailer\n<</Root 1 0 R/Size ${objects.length + 1}>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(`${text}${table}${trailer}`, "latin1");
}

export const TABS: readonly PageCase[] = [
  {
    ...ON_IMAGE,
    no: "T1",
    title: "a picture as a tab of its own",
    open: asTab(),
    click: "img",
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "K6",
    title: "a picture as a tab of its own, under the policy sandbox",
    open: asTab(
      {
        "content-security-policy": "script-src 'none'; frame-src 'none'; sandbox;",
        "content-disposition": 'attachment; filename="harbour.png"'.replace("attachment", "inline"),
      },
      "/_next/image?url=%2Fh.jpg&w=640",
    ),
    click: "img",
    // Its headers do not stand in what the page holds: without a second request the address names it.
    expect: { original: true, name: /^(?:harbour|image)\.png$/ },
  },
  {
    ...ON_IMAGE,
    no: "T10",
    title: "a page of the computer's own disk",
    open: async (lot) => {
      const picture = await lot.picture();
      await writeFile(path.join(lot.folder, "p.png"), picture.bytes);
      const page = path.join(lot.folder, "page.html");
      await writeFile(page, `<!doctype html><title>Local</title>${img("p.png")}`);
      return { url: pathToFileURL(page).href, shown: () => picture };
    },
    expect: { oneOf: [ORIGINAL, { sentence: /Allow access to file URLs/ }] },
  },
  {
    ...ON_IMAGE,
    no: "T11",
    title: "a picture of the computer's own disk, as a tab of its own",
    open: async (lot) => {
      const picture = await lot.picture();
      const file = path.join(lot.folder, "tab.png");
      await writeFile(file, picture.bytes);
      return { url: pathToFileURL(file).href, shown: () => picture };
    },
    click: "img",
    expect: { oneOf: [ORIGINAL, { sentence: /Allow access to file URLs/ }] },
  },
  {
    ...ON_PAGE,
    no: "T12",
    title: "a picture in the browser's viewer of PDF documents",
    open: async (lot) => {
      const body = pdfOf(await lot.picture("jpeg"));
      lot.serve("/paper.pdf", { headers: { "content-type": "application/pdf" }, body });
      return { url: lot.http.url(lot.host, "/paper.pdf") };
    },
    click: "body",
    expect: {
      oneOf: [
        { noItem: true },
        { label: ["screenshot"], how: ["cut"] },
        { sentence: /PDF|viewer|does not let/ },
      ],
    },
  },
];
