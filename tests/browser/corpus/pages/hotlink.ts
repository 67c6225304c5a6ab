/** Pictures that their host gives to its own pages only: it looks at what the request says of where it comes from. */
import { imageReply, type Reply, type SeenRequest } from "../../../support/test-site.ts";
import { img } from "../one-picture.ts";
import { EXACT, type How, type Lot, type Opened, type PageCase } from "../page-case.ts";

const REFUSED: Reply = { status: 403, headers: { "content-type": "text/html" }, body: "<p>no hotlinking" };
/** A host that refuses is asked again, too, where only one site may be read. */
const ASKED: readonly How[] = EXACT;

interface Hotlink {
  readonly host?: "far" | "own";
  readonly secure?: boolean;
  readonly isWelcome: (request: SeenRequest, lot: Lot) => boolean;
}

const isReferred = ({ headers }: SeenRequest, { host }: Lot): boolean =>
  new URL(headers.referer ?? "about:blank").hostname === host;
const isForImage = ({ headers }: SeenRequest): boolean => headers["sec-fetch-dest"] === "image";

function opens({ host = "far", secure = false, isWelcome }: Hotlink) {
  return async (lot: Lot): Promise<Opened> => {
    const picture = await lot.picture();
    const at = host === "far" ? lot.far : lot.host;
    lot.serve(`${at}/p.png`, (seen) => (isWelcome(seen, lot) ? imageReply(picture) : REFUSED));
    const site = secure ? lot.https : lot.http;
    return { url: lot.page(img(site.url(at, "/p.png")), { secure }), shown: () => picture };
  };
}

export const HOTLINK: readonly PageCase[] = [
  {
    no: "1a",
    title: "the host wants its page as Referer, on another site",
    open: opens({ isWelcome: isReferred }),
    click: "#x",
    by: "image",
    permission: "all",
    expect: { original: true, how: ["page-capture"] },
  },
  {
    no: "1b",
    title: "the host wants Sec-Fetch-Dest: image, on another site over https",
    open: opens({ secure: true, isWelcome: isForImage }),
    click: "#x",
    by: "image",
    permission: "all",
    expect: { original: true, how: ["page-capture"] },
  },
  {
    no: "1c",
    title: "the host wants a Referer, and page and picture are of one site",
    open: opens({ host: "own", isWelcome: isReferred }),
    click: "#x",
    by: "image",
    permission: "all",
    expect: { original: true },
  },
  {
    no: "1c-none",
    title: "the same, with nothing but the click's own permission",
    open: opens({ host: "own", isWelcome: isReferred }),
    click: "#x",
    by: "image",
    permission: "none",
    expect: { original: true },
  },
  {
    no: "1a-every",
    title: "the host wants a Referer; every site is allowed when asked",
    open: opens({ isWelcome: isReferred }),
    click: "#x",
    by: "image",
    permission: "none",
    answer: "every",
    expect: { original: true, how: ["page-capture"] },
  },
  {
    no: "1a-only",
    title: "the host wants a Referer; only its site is allowed when asked",
    open: opens({ isWelcome: isReferred }),
    click: "#x",
    by: "image",
    permission: "none",
    answer: "only",
    // No request of ours names the page (`shared/extension/site-permissions.ts` says why): what is refused is cut out.
    expect: {
      oneOf: [
        { original: true, how: ASKED },
        { label: ["screenshot"], how: ["cut"], alike: true },
      ],
    },
  },
  {
    no: "1a-never",
    title: "the host wants a Referer; never is answered when asked",
    open: opens({ isWelcome: isReferred }),
    click: "#x",
    by: "image",
    permission: "none",
    answer: "never",
    expect: { label: ["screenshot"], how: ["cut"], alike: true },
  },
];
