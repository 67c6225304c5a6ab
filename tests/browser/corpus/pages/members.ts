/** Pictures for those who are known: by a cookie of the page's own partition, or by a password. */
import { htmlPage, imageReply, type Reply, type SeenRequest } from "../../../support/test-site.ts";
import { img, ON_IMAGE, ORIGINAL } from "../one-picture.ts";
import type { Lot, Opened, PageCase } from "../page-case.ts";

const REFUSED: Reply = { status: 403, headers: { "content-type": "text/html" }, body: "<p>who are you?</p>" };
const PASS = "pass=1; Path=/; Secure; HttpOnly; SameSite=None; Partitioned";
const ASKS: Reply = { status: 401, headers: { "www-authenticate": 'Basic realm="nas"' }, body: "who?" };
const USER = "me";
const PASSWORD = "pw";
const BASIC = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString("base64")}`;

async function partitioned(lot: Lot, at: string): Promise<Pick<Opened, "shown">> {
  const picture = await lot.picture();
  const isKnown = ({ headers }: SeenRequest): boolean => headers.cookie?.includes("pass=1") ?? false;
  lot.serve(`${at}/p.png`, (seen) => (isKnown(seen) ? imageReply(picture) : REFUSED));
  return { shown: () => picture };
}

/** A site that wants a name and a password for everything. */
async function guarded(lot: Lot, front: string): Promise<Pick<Opened, "shown">> {
  const picture = await lot.picture();
  const forMembers =
    (reply: Reply) =>
    ({ headers }: SeenRequest): Reply =>
      headers.authorization === BASIC ? reply : ASKS;
  lot.serve("/p.png", forMembers(imageReply(picture)));
  lot.serve("/", forMembers(htmlPage(front)));
  return { shown: () => picture };
}

export const MEMBERS: readonly PageCase[] = [
  {
    ...ON_IMAGE,
    no: "2a",
    title: "a partitioned cookie lets the page in, on the same host",
    open: async (lot) => ({
      ...(await partitioned(lot, lot.host)),
      url: lot.page(img("/p.png"), { secure: true, headers: { "set-cookie": PASS } }),
    }),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "2b",
    title: "the same in a frame of another site",
    open: async (lot) => {
      const shown = await partitioned(lot, lot.far);
      const framed = lot.page(img("/p.png"), {
        host: lot.far,
        secure: true,
        headers: { "set-cookie": PASS },
      });
      return { ...shown, url: lot.page(`<iframe id="f" src="${framed}">`, { secure: true }) };
    },
    click: { frames: ["#f"], selector: "#x" },
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "2c",
    title: "control: a plain cookie, for a page that is logged in",
    open: async (lot) => ({
      ...(await partitioned(lot, lot.host)),
      url: lot.page(img("/p.png"), { headers: { "set-cookie": "pass=1" } }),
    }),
    expect: ORIGINAL,
  },
  {
    ...ON_IMAGE,
    no: "20a",
    title: "HTTP auth: name and password in the page's address",
    open: async (lot) => {
      const shown = await guarded(lot, img("/p.png"));
      return { ...shown, url: lot.http.url(lot.host).replace("//", `//${USER}:${PASSWORD}@`) };
    },
    expect: { original: true, keepsOut: `${PASSWORD}@` },
  },
  {
    ...ON_IMAGE,
    no: "20b",
    title: "HTTP auth: name and password given to the browser's dialog",
    open: async (lot) => ({ ...(await guarded(lot, img("/p.png"))), url: lot.http.url(lot.host) }),
    logIn: { user: USER, password: PASSWORD },
    expect: ORIGINAL,
  },
];
