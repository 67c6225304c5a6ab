/** Pages that would lead a picture's way astray: they lie, hide, hang and swap. */
import { imageReply } from "../../../support/test-site.ts";
import { BOX, img, ON_IMAGE, ON_PAGE, ORIGINAL, onePicture } from "../one-picture.ts";
import { type Lot, type PageCase, RIGHT_OR_TOLD } from "../page-case.ts";

const LONGER_THAN_OURS_MS = 25_000;

/** Puts nonsense, or what never ends, in place of everything a script might use to read a picture. */
const poison = (value: string): string => `<script>addEventListener("poison", () => {
  const never = () => ${value};
  window.fetch = never;
  window.createImageBitmap = never;
  URL.createObjectURL = never;
  for (const type of [Response, Blob]) type.prototype.arrayBuffer = type.prototype.bytes = never;
  Response.prototype.blob = never;
  HTMLCanvasElement.prototype.toBlob = HTMLCanvasElement.prototype.toDataURL = never;
  HTMLCanvasElement.prototype.getContext = never;
  document.elementsFromPoint = document.elementFromPoint = never;
  Element.prototype.getBoundingClientRect = never;
  Array.prototype[Symbol.iterator] = never;
})</script>`;

/** Not before our tests have pointed at it: they read the page as a script would. */
const poisoned: PageCase["meanwhile"] = async (page) => {
  await page.evaluate(() => void dispatchEvent(new Event("poison"))).catch(() => undefined);
};

/** What would be the clicked one's bytes in the archive of a page, if text were taken for structure. */
const FALSE_PART = (src: string): string => `
------MultipartBoundary--0000----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: ${src}

iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=
------MultipartBoundary--0000------
`;

/** A second picture under the same pointer: then the chooser asks. */
const SMALL_AS_WELL = {
  also: (lot: Lot): void =>
    lot.serve("/small.png", async () =>
      imageReply(await lot.picture("png", { width: 20, height: 15, seed: `small ${lot.host}` })),
    ),
};

export const HOSTILE: readonly PageCase[] = [
  {
    ...ON_PAGE,
    no: "H20",
    title: "a form with a field named children, as those of travellers have it",
    open: onePicture(
      (src) => `<form><input name="children"><div id="x" style="${BOX};background:url(${src})"></div></form>`,
    ),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "H1",
    title: "a page whose functions never answer",
    open: onePicture((src) => img(src) + poison("new Promise(() => {})"), { far: true }),
    meanwhile: poisoned,
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "H2",
    title: "a page whose functions answer nonsense",
    open: onePicture((src) => img(src) + poison("({ then: 7, ok: true, length: -1 })")),
    meanwhile: poisoned,
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "H3",
    title: "a page that hangs from the click on",
    open: onePicture((src) => img(src)),
    meanwhile: async (page) => {
      await page.evaluate((milliseconds) => {
        setTimeout(() => {
          const end = Date.now() + milliseconds;
          while (Date.now() < end);
        }, 0);
      }, LONGER_THAN_OURS_MS);
    },
    expect: RIGHT_OR_TOLD,
  },
  {
    ...ON_IMAGE,
    no: "H4",
    title: "the picture is taken away while the menu stands open",
    open: onePicture((src) => img(src)),
    meanwhile: async (page) => {
      await page.evaluate(() => document.querySelector("#x")?.remove());
    },
    expect: RIGHT_OR_TOLD,
  },
  {
    ...ON_PAGE,
    no: "H5",
    title: "a background is taken away while the menu stands open, and another comes in its place",
    open: async (lot) => {
      const [picture, later] = [await lot.picture(), await lot.picture("png", { seed: `later ${lot.host}` })];
      lot.serve("/p.png", imageReply(picture));
      lot.serve("/later.png", imageReply(later));
      const url = lot.page(`<div id="x" style="${BOX};background:url(/p.png)"></div>`);
      return { url, shown: () => picture, orShown: () => later };
    },
    meanwhile: async (page) => {
      await page.evaluate(() => {
        document
          .querySelector("#x")
          ?.setAttribute("style", "width:160px;height:120px;background:url(/later.png)");
      });
    },
    // What showed at the click is meant; what shows by now, under its own address, is as true.
    expect: RIGHT_OR_TOLD,
  },
  {
    ...ON_PAGE,
    no: "H6",
    title: "a page that covers all with a dialog of its own: the chooser still takes its key",
    open: onePicture(
      (src) => `<div id="x" style="${BOX};background:url(/small.png),url(${src})"></div><script>
        new MutationObserver(() => {
          if (document.querySelector("#veil")) return;
          const veil = document.createElement("div");
          veil.id = "veil";
          veil.style = "position:fixed;inset:0;z-index:2147483647;background:black";
          document.documentElement.append(veil);
        }).observe(document, { childList: true, subtree: true });
      </script>`,
      SMALL_AS_WELL,
    ),
    ready: "document.readyState === 'complete' && (document.querySelector('#veil')?.remove(), true)",
    chooser: "Return",
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "H7",
    title: "a page that says it is another",
    open: onePicture(
      (src) => `${img(src)}<script>
        for (const [what, name] of [[document, "URL"], [document, "documentURI"], [document, "baseURI"], [document, "location"]])
          try { Object.defineProperty(what, name, { get: () => "https://bank.test/" }); } catch {}
        try { Object.defineProperty(Node.prototype, "baseURI", { get: () => "https://bank.test/" }); } catch {}
      </script>`,
    ),
    expect: { original: true, keepsOut: "bank.test" },
  },
  {
    ...ON_IMAGE,
    no: "H8",
    title: "a page with text that looks like a part of its own archive",
    open: onePicture((src) => `<pre hidden>${FALSE_PART(src)}</pre>${img(src)}`, { far: true }),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "H9",
    title: "two frames with two pictures of one address",
    open: async (lot) => {
      const [one, other] = [await lot.picture(), await lot.picture("png", { seed: `other ${lot.host}` })];
      let asked = 0;
      lot.serve(`${lot.far}/p.png`, () => {
        asked += 1;
        return imageReply(asked === 1 ? one : other, { "cache-control": "no-store" });
      });
      const inner = lot.page(`<img src="${lot.http.url(lot.far, "/p.png")}" alt="other">`, {
        host: `third-${lot.far}`,
      });
      const body = `${img(lot.http.url(lot.far, "/p.png"))}<script>
        addEventListener("load", () => {
          document.body.append(Object.assign(document.createElement("iframe"), {
            src: "${inner}",
            onload: () => { document.body.className = "both"; },
          }));
        }, { once: true });
      </script>`;
      return { url: lot.page(body), shown: () => one };
    },
    ready: 'document.body.className === "both"',
    expect: {
      oneOf: [ORIGINAL, { label: ["re-encoded", "screenshot"], alike: true }, { sentence: /[a-z]{3,}/i }],
    },
  },
  {
    ...ON_PAGE,
    no: "H21",
    title: "a page with a modal dialog open: the chooser takes its key in there",
    open: onePicture(
      (src) => `<dialog><div id="x" style="${BOX};background:url(/small.png),url(${src})"></div></dialog>
        <script>document.querySelector("dialog").showModal()</script>`,
      SMALL_AS_WELL,
    ),
    chooser: "Return",
    expect: ORIGINAL,
  },
  {
    ...ON_PAGE,
    no: "H22",
    title: "a page that takes the chooser away again and again: it is told",
    open: onePicture(
      (src) => `<div id="x" style="${BOX};background:url(/small.png),url(${src})"></div>
        <script>setInterval(() => document.querySelector("pagewire-chooser")?.remove(), 5)</script>`,
      SMALL_AS_WELL,
    ),
    expect: { sentence: /took away the question/ },
  },
];
