import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { isRight } from "../../../../entrypoints/background/receiving/part-check.ts";
import { RANGE_PART_BYTES } from "../../../../shared/protocol/limits.ts";

const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** A stretch of a part and a half, and the digests of both. */
function stretch(letter: string): { readonly blob: Blob; readonly sha256: readonly string[] } {
  const bytes = Buffer.alloc(RANGE_PART_BYTES + 5, letter);
  const sha256 = [bytes.subarray(0, RANGE_PART_BYTES), bytes.subarray(RANGE_PART_BYTES)].map(digestOf);
  return { blob: new Blob([bytes]), sha256 };
}

it("each part of a stretch is held against its own digest, also of several at once", async () => {
  const [one, two] = [stretch("1"), stretch("2")];
  const fetched = Promise.resolve(one.blob);
  const checked = await Promise.all([
    isRight(fetched, one.sha256),
    isRight(Promise.resolve(two.blob), two.sha256),
    isRight(fetched, two.sha256),
    isRight(fetched, [...one.sha256].reverse()),
  ]);
  expect(checked).toEqual([true, true, false, false]);
});

it("what does not come keeps nothing that has come from being checked", async () => {
  const stuck = Promise.withResolvers<Blob>();
  const waiting = isRight(stuck.promise, []);
  const { blob, sha256 } = stretch("3");
  expect(await isRight(Promise.resolve(blob), sha256)).toBe(true);
  stuck.reject(new Error("not fetched"));
  await expect(waiting).rejects.toThrow("not fetched");
});
