/** Pages that are special themselves: by their address, their policy, or their worker. */
import { imageReply } from "../../../support/test-site.ts";
import { img, ON_IMAGE, ORIGINAL, onePicture } from "../one-picture.ts";
import { EXACT, type Lot, type Opened, type PageCase } from "../page-case.ts";

/** A page whose service worker makes the picture; the server has another one, or none. */
function fromWorker(atServer: "nothing" | "other picture") {
  return async (lot: Lot): Promise<Opened> => {
    const [made, other] = [await lot.picture(), await lot.picture("png", { seed: `server ${lot.host}` })];
    // Service workers need a trustworthy origin.
    const host = `${lot.host.replace(".test", "")}.localhost`;
    lot.serve(`${host}/made/p.png`, atServer === "nothing" ? { status: 404 } : imageReply(other));
    lot.serve(`${host}/sw.js`, {
      headers: { "content-type": "text/javascript" },
      body: workerOf(made.bytes.toString("base64")),
    });
    const body = `${img("", 'width="160" height="120"')}<script>
      const show = () => { document.querySelector("#x").src = "/made/p.png" };
      navigator.serviceWorker.register("/sw.js");
      if (navigator.serviceWorker.controller) show();
      else navigator.serviceWorker.addEventListener("controllerchange", show);
    </script>`;
    return { url: lot.page(body, { host }), shown: () => made };
  };
}

function workerOf(base64: string): string {
  return `
    addEventListener("install", () => skipWaiting());
    addEventListener("activate", (event) => event.waitUntil(clients.claim()));
    addEventListener("fetch", (event) => {
      if (new URL(event.request.url).pathname !== "/made/p.png") return;
      const bytes = Uint8Array.from(atob("${base64}"), (c) => c.charCodeAt(0));
      event.respondWith(new Response(bytes, { headers: { "content-type": "image/png" } }));
    });`;
}

/** A page with a header of its own. */
const withHeaders = (headers: Record<string, string>, secure = false): PageCase["open"] =>
  onePicture((src) => img(src), { page: { headers, secure } });

export const PAGE_KINDS: readonly PageCase[] = [
  {
    ...ON_IMAGE,
    no: "18a",
    title: "made by the page's service worker; the server has nothing",
    open: fromWorker("nothing"),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "18b",
    title: "made by the page's service worker; the server has another picture",
    open: fromWorker("other picture"),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "18b-none",
    title: "the same, with nothing but the click's own permission: the page's own request passes its worker",
    open: fromWorker("other picture"),
    permission: "none",
    expect: { original: true, how: ["page-request"] },
  },
  {
    ...ON_IMAGE,
    no: "T2",
    title: "a page under the policy sandbox",
    open: withHeaders({ "content-security-policy": "sandbox" }),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "K9c",
    title: "a page whose policy lets it connect to nothing",
    open: withHeaders({ "content-security-policy": "default-src 'none'; img-src *; connect-src 'none'" }),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "K9b",
    title: "an isolated page with a picture of another site that allows it",
    open: onePicture((src) => img(src), {
      far: true,
      headers: { "cross-origin-resource-policy": "cross-origin" },
      page: {
        secure: true,
        headers: {
          "cross-origin-embedder-policy": "require-corp",
          "cross-origin-opener-policy": "same-origin",
        },
      },
    }),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "T3",
    title: "a page that trusts no types",
    open: withHeaders({ "content-security-policy": "require-trusted-types-for 'script'" }),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "T4",
    title: "a page with a base address elsewhere",
    open: async (lot) => {
      const picture = await lot.picture();
      lot.serve(`${lot.far}/deep/p.png`, imageReply(picture));
      const base = `<base href="${lot.http.url(lot.far, "/deep/")}">`;
      return { url: lot.page(`${base}${img("p.png")}`), shown: () => picture };
    },
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "T5",
    title: "a host with a name beyond ASCII",
    open: async (lot) => {
      const picture = await lot.picture();
      const host = "xn--bcher-kva.test";
      lot.serve(`${host}/p.png`, imageReply(picture));
      lot.page(img("/p.png"), { host });
      return { url: `http://bücher.test:${lot.http.port}/`, shown: () => picture };
    },
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "T6",
    title: "a page in quirks mode",
    open: async (lot) => {
      const picture = await lot.picture();
      lot.serve("/p.png", imageReply(picture));
      lot.serve("/", {
        headers: { "content-type": "text/html" },
        body: `<title>Old</title><table><tr><td><img id=x src=/p.png></table>`,
      });
      return { url: lot.http.url(lot.host), shown: () => picture };
    },
    ready: 'document.compatMode === "BackCompat" && document.images[0].naturalWidth > 0',
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "T7",
    title: "a page in XHTML",
    open: async (lot) => {
      const picture = await lot.picture();
      lot.serve("/p.png", imageReply(picture));
      lot.serve("/", {
        headers: { "content-type": "application/xhtml+xml" },
        body: `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>X</title></head><body><p><img id="x" alt="strict" src="/p.png"/></p></body></html>`,
      });
      return { url: lot.http.url(lot.host), shown: () => picture };
    },
    expect: { original: true, alt: "strict" },
  },
  {
    ...ON_IMAGE,
    no: "T8",
    title: "a picture that was swapped while the menu stood open: the one that was clicked",
    open: onePicture((src) => img(src), {
      also: (lot) => {
        lot.serve("/later.png", async () =>
          imageReply(await lot.picture("png", { seed: `later ${lot.host}` })),
        );
      },
    }),
    meanwhile: async (page) => {
      await page.evaluate(async () => {
        const shown = document.images[0];
        if (shown) shown.src = "/later.png";
        await shown?.decode();
      });
    },
    // The page's cache has it still, or its site; never the later one under the earlier address.
    expect: { original: true, how: EXACT },
  },
  {
    ...ON_IMAGE,
    no: "T9",
    title: "a page that changed its address without loading: the picture's own address is relative no more",
    open: onePicture((src) => img(src.slice(1))),
    before: async (page) => {
      await page.evaluate(() => history.pushState({}, "", "/album/1/"));
    },
    expect: ORIGINAL,
  },
];
