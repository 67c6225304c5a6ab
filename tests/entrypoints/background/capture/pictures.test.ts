import { describe, expect, it } from "vitest";
import {
  obtainPicture,
  PermissionNeeded,
  type PictureWanted,
} from "../../../../entrypoints/background/capture/pictures.ts";
import type { ByteSource, Obtained } from "../../../../entrypoints/background/capture/sources/byte-source.ts";
import { CaptureFailed } from "../../../../entrypoints/background/sites/capture-failed.ts";
import { message } from "../../../../shared/texts/message.ts";
import { TransferRefused } from "../../../../shared/transfer/transfer-refused.ts";
import { PAGE_PICTURE } from "../../../support/page-picture.ts";

const URL_OF_IT = PAGE_PICTURE.url;
const EVERYTHING = { pageCapture: true, site: true, allSites: true };
const NOTHING = { pageCapture: false, site: false, allSites: false };

function wanted(change: Partial<PictureWanted> = {}): PictureWanted {
  return {
    item: {
      id: "a",
      state: "fetching",
      name: "image",
      expects: "image",
      url: URL_OF_IT,
      fidelity: "original",
      at: 1,
      bytes: 0,
      mediaType: "",
      ackedBytes: 0,
    },
    url: URL_OF_IT,
    place: { tabId: 1, frameId: 0 },
    picture: PAGE_PICTURE,
    missing: undefined,
    isAgain: false,
    signal: new AbortController().signal,
    onSize: () => undefined,
    permits: EVERYTHING,
    mayAsk: true,
    found: { found: "picture" },
    ...change,
  };
}

const blob = new Blob(["x"]);
const bytes: Obtained = {
  bytes: { kind: "whole", captured: { blob, name: "x.png", mediaType: "image/png" } },
  fidelity: "original",
};
const fails = (what: Parameters<typeof message>[0]): ByteSource => {
  return () => Promise.reject(new CaptureFailed(message(what as "capture.not-in-page")));
};
const never: ByteSource = () => Promise.reject(new Error("It was asked."));
const ALL_FAIL = {
  "page-capture": fails("capture.not-in-page"),
  "page-request": fails("capture.page-silent"),
  request: fails("capture.other-picture"),
  drawn: fails("capture.not-drawable"),
  cut: fails("capture.out-of-sight"),
};

describe("a picture's bytes", () => {
  it("are of the first way that has them, and say which it was", async () => {
    const sources = { ...ALL_FAIL, request: () => Promise.resolve(bytes), drawn: never, cut: never };
    expect(await obtainPicture(wanted(), sources)).toEqual({ ...bytes, how: "request" });
  });

  it("are what the page's script has brought along, before anything else is asked", async () => {
    const found = { found: "picture", how: "page-copy", read: { blob } } as const;
    const base = wanted();
    const own = wanted({ found, picture: base.picture && { ...base.picture, isOwn: true } });
    const obtained = await obtainPicture(own, { ...ALL_FAIL, "page-capture": never });
    expect(obtained).toMatchObject({ how: "page-copy", fidelity: "original" });
  });

  it("wait for the user's permission before anything less true is taken", async () => {
    const asked = obtainPicture(wanted({ permits: NOTHING }), { ...ALL_FAIL, drawn: never, cut: never });
    await expect(asked).rejects.toBeInstanceOf(PermissionNeeded);
    await expect(asked).rejects.toMatchObject({ needsOrigin: "*://*/*" });
  });

  it.each([
    ["its site", URL_OF_IT, "https://a.test/", "cdn.test"],
    ["its page's site", "blob:null/5a1c", "https://a.test/", "a.test"],
    ["the computer", "file:///home/me/x.png", "file:///home/me/", { code: "capture.this-computer" }],
  ])("are asked for with the name of %s", async (_, url, pageUrl, host) => {
    const base = wanted({ permits: NOTHING, url });
    const asked = obtainPicture({ ...base, item: { ...base.item, pageUrl } }, ALL_FAIL);
    await expect(asked).rejects.toMatchObject({ said: { code: "capture.asks", parameters: { host } } });
  });

  it("are not asked of a site once more that has given the page another picture", async () => {
    const drawn: Obtained = { ...bytes, fidelity: "re-encoded" };
    const sources = {
      ...ALL_FAIL,
      "page-request": fails("capture.other-picture"),
      request: never,
      drawn: () => Promise.resolve(drawn),
    };
    const own = wanted({ picture: { ...PAGE_PICTURE, isOwn: true } });
    expect(await obtainPicture(own, sources)).toEqual({ ...drawn, how: "drawn" });
  });

  it("are its site's where the page itself shows nothing that another could differ from", async () => {
    const sources = {
      ...ALL_FAIL,
      "page-request": fails("capture.other-picture"),
      request: () => Promise.resolve(bytes),
    };
    const broken = wanted({ picture: { ...PAGE_PICTURE, isOwn: true, isBroken: true } });
    expect(await obtainPicture(broken, sources)).toEqual({ ...bytes, how: "request" });
  });

  it("say where a permission would have brought the picture's own", async () => {
    const sources = {
      ...ALL_FAIL,
      cut: () => Promise.resolve<Obtained>({ ...bytes, fidelity: "screenshot" }),
    };
    const declined = await obtainPicture(wanted({ permits: NOTHING, mayAsk: false }), sources);
    expect(declined).toMatchObject({ how: "cut", fidelity: "screenshot", isBetterAllowed: true });
    const permitted = await obtainPicture(wanted(), sources);
    expect(permitted.isBetterAllowed).toBeUndefined();
  });

  it("are missing for the reason of the first way that could tell one", async () => {
    await expect(obtainPicture(wanted(), ALL_FAIL)).rejects.toMatchObject({
      said: { code: "capture.other-picture" },
    });
  });

  it("are at a site that must be allowed, where their page lets no script in and nobody is to be asked", async () => {
    const blind = wanted({ permits: NOTHING, mayAsk: false, picture: undefined, found: undefined });
    await expect(obtainPicture(blind, ALL_FAIL)).rejects.toMatchObject({
      said: { code: "capture.forbidden" },
      needsOrigin: "*://cdn.test/*",
    });
  });

  it("are asked for no further where one refuses: what may not be read is not read another way", async () => {
    const refusal = new TransferRefused("not_allowed", { message: "It may not be read." });
    const sources = { ...ALL_FAIL, request: () => Promise.reject(refusal), drawn: never, cut: never };
    await expect(obtainPicture(wanted(), sources)).rejects.toBe(refusal);
  });
});
