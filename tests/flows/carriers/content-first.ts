/** Content first: a file that lies in the inbox already is not sent again, whatever carries the lane. */

import { randomBytes } from "node:crypto";
import { appendFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Offer } from "../../../shared/protocol/lane-words.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { sendFile, sha256Of } from "../../support/lane-files.ts";
import { offerOf } from "../../support/node-browser.ts";
import { type LaneGround, MANY_BYTES, newFile } from "./lane-ground.ts";

const sourceOf = (name: string): NonNullable<Offer["source"]> => ({
  url: `https://a.test/${name}`,
  pageUrl: "https://a.test/",
  at: 1_700_000_000_000,
});

export function contentFirst(ground: LaneGround): void {
  const { carrier } = ground;
  const urlsOf = async (sha256: string): Promise<unknown[]> =>
    (await ground.records())
      .filter((record) => record.sha256 === sha256)
      .map(({ sources }) => (sources as { url: string }[]).map(({ url }) => url));

  describe("a file that is in the inbox already", () => {
    it("is had by its hash: no byte is sent, its source is added once, its id is answered for good", async () => {
      const lane = await ground.lane();
      const file = newFile(3000);
      const first = { ...file.offer, source: sourceOf("first") };
      await sendFile({ carrier, lane, ...file, offer: first });
      const again: Offer = {
        ...offerOf(file.bytes, { name: "other.bin" }),
        sha256: sha256Of(file.bytes),
        source: sourceOf("second"),
      };
      for (const _ of ["the first time", "its answer was lost"]) {
        const sent = await sendFile({ carrier, lane, bytes: file.bytes, offer: again });
        expect(sent.outcome).toMatchObject({ kind: "finished", name: file.name, already: true });
        expect(sent.sentBytes).toBe(0);
      }
      expect(await ground.inbox()).not.toContain("other.bin");
      expect(await urlsOf(sha256Of(file.bytes))).toEqual([["https://a.test/first", "https://a.test/second"]]);
    });

    it("is kept once with both sources where it was sent whole because it is large", async () => {
      const lane = await ground.lane();
      const file = newFile(MANY_BYTES);
      await sendFile({ carrier, lane, ...file, offer: { ...file.offer, source: sourceOf("one") } });
      const again = offerOf(file.bytes, { name: "twice.bin", bytes: null, source: sourceOf("two") });
      const sent = await sendFile({ carrier, lane, bytes: file.bytes, offer: again });
      expect(sent.outcome).toMatchObject({ kind: "finished", name: file.name, already: false });
      expect(await ground.inbox()).not.toContain("twice.bin");
      expect(await urlsOf(sha256Of(file.bytes))).toEqual([["https://a.test/one", "https://a.test/two"]]);
      expect(await ground.staging()).toEqual([]);
    });

    it.each<[string, (place: string) => Promise<void>]>([
      ["changed", (place) => writeFile(place, randomBytes(3000))],
      ["made longer", (place) => appendFile(place, "x")],
      ["removed", (place) => rm(place)],
      [
        "replaced by a link to the same bytes",
        async (place) => {
          await rename(place, `${place}.moved`);
          await symlink(`${place}.moved`, place);
        },
      ],
    ])("is not taken for had where it was %s", async (_, change) => {
      const lane = await ground.lane();
      const file = newFile(3000);
      await sendFile({ carrier, lane, ...file });
      await change(ground.place(file.name));
      const offer = offerOf(file.bytes, { name: "anew.bin", sha256: sha256Of(file.bytes) });
      const sent = await sendFile({ carrier, lane, bytes: file.bytes, offer });
      expect(sent.outcome).toMatchObject({ kind: "finished", already: false });
      expect(sent.sentBytes).toBe(3000);
      const { name = "" } = sent.outcome?.kind === "finished" ? sent.outcome : {};
      expect(name).toMatch(/^anew/);
      expect((await ground.read(name)).equals(file.bytes)).toBe(true);
    });

    it("counts for an image where an image is promised, and for none where it is something else", async () => {
      const lane = await ground.lane();
      const image = await makeImageFile("png", { seed: carrier.name });
      const offer = (bytes: Buffer, expects: Offer["expects"]): Offer =>
        offerOf(bytes, { sha256: sha256Of(bytes), expects, mediaType: "image/png" });
      const sent = (bytes: Buffer, expects: Offer["expects"]) =>
        sendFile({ carrier, lane, bytes, offer: offer(bytes, expects) });
      await sent(image.bytes, "any");
      expect((await sent(image.bytes, "image")).outcome).toMatchObject({ already: true });
      const text = Buffer.from(`no image at all: ${carrier.name}`);
      await sent(text, "any");
      expect((await sent(text, "image")).outcome).toMatchObject({ refusal: { code: "not_an_image" } });
    });
  });
}
