/** What a picture is called: what its site says, in whatever form, or its address. */
import { img, ON_IMAGE, onePicture } from "../one-picture.ts";
import type { PageCase } from "../page-case.ts";

/** Header bytes as a site sends them: UTF-8 that claims to be Latin-1. */
const raw = (name: string): string => Buffer.from(name).toString("latin1");
const asRfc2047 = (name: string): string => `=?UTF-8?B?${Buffer.from(name).toString("base64")}?=`;

/** `Content-Disposition`, and what the browser's own "Save image as" makes of it. */
const SAID: readonly (readonly [no: string, title: string, header: string, name: string])[] = [
  ["21a", "raw UTF-8", `inline; filename="${raw("写真-a.png")}"`, "写真-a.png"],
  ["21b", "RFC 2047", `inline; filename="${asRfc2047("写真-b.png")}"`, "写真-b.png"],
  ["21c", "percent escapes", `inline; filename="${encodeURIComponent("写真-c.png")}"`, "写真-c.png"],
  ["21d", "RFC 5987", `inline; filename*=UTF-8''${encodeURIComponent("写真-d.png")}`, "写真-d.png"],
  ["21e", "RFC 5987 in Latin-1", "inline; filename*=ISO-8859-1''caf%E9-e.png", "café-e.png"],
  ["21f", "a quoted name with a semicolon", `inline; filename="a;b-f.png"`, "a;b-f.png"],
  ["21g", "the extended name first", `attachment;filename*=utf-8''a%20g.png;filename="x.png"`, "a g.png"],
  [
    "21h",
    "without quotes, while the address ends otherwise",
    "inline; filename=harbour-1.png",
    "harbour-1.png",
  ],
];

/** Addresses, and what they are called after. */
const ADDRESSED: readonly (readonly [no: string, title: string, path: string, name: string])[] = [
  ["K1", "an address without an ending", "/media/AbC?format=png&name=orig", "AbC.png"],
  ["K2", "an address that ends in .png:orig", "/media/XyZ.png:orig", "XyZ.png_orig.png"],
  ["K3", "a .tif address with PNG bytes", "/scan.tif", "scan.png"],
  ["K7", "percent escapes in no charset that is known", "/%BB%E7%C1%F8.png", "%BB%E7%C1%F8.png"],
  ["N1", "percent escapes in UTF-8", `/${encodeURIComponent("写真-n.png")}`, "写真-n.png"],
];

/** A name of 460 characters keeps its ending. */
const LONG = `/${"n".repeat(456)}.png`;

export const NAMES: readonly PageCase[] = [
  ...SAID.map(
    ([no, title, header, name]): PageCase => ({
      ...ON_IMAGE,
      no,
      title: `a name said in a header: ${title}`,
      open: async (lot) => {
        const picture = await lot.picture();
        const headers = { "content-type": picture.type, "content-disposition": header };
        // Where Node knows the length it reads this one header as UTF-8, and then refuses it: so it is not told.
        lot.serve(`/${no}/v2`, { headers, body: [picture.bytes] });
        return { url: lot.page(img(`/${no}/v2?id=1`)), shown: () => picture };
      },
      expect: { original: true, name },
    }),
  ),
  ...ADDRESSED.map(
    ([no, title, path, name]): PageCase => ({
      ...ON_IMAGE,
      no,
      title: `a name from the address: ${title}`,
      open: onePicture((src) => img(src.replaceAll("&", "&amp;")), { path }),
      expect: { original: true, name },
    }),
  ),
  {
    ...ON_IMAGE,
    no: "K8",
    title: "a name of 460 characters is cut, and keeps its ending",
    open: onePicture((src) => img(src), { path: LONG }),
    expect: { original: true, name: /^n{100,250}\.png$/ },
  },
  {
    ...ON_IMAGE,
    no: "N3",
    title: "a name from the address: percent escapes in the charset of its page, EUC-KR",
    open: onePicture((src) => img(src), {
      path: "/%BB%E7%C1%F8.png",
      page: { headers: { "content-type": "text/html; charset=euc-kr" } },
    }),
    expect: { original: true, name: "사진.png" },
  },
  {
    ...ON_IMAGE,
    no: "N2",
    title: "a picture without any name is called after its page's title",
    open: async (lot) => {
      const picture = await lot.picture();
      const src = `data:image/png;base64,${picture.bytes.toString("base64")}`;
      return {
        url: lot.page(`${img(src)}<script>document.title = "Harbour at dawn"</script>`),
        shown: () => picture,
      };
    },
    expect: { original: true, how: ["document"], name: "Harbour at dawn.png" },
  },
];
