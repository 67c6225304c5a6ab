/** What an agent sees of a picture: whole or in part, as it is or smaller, and what it is told where it can see none. */

import { createHash } from "node:crypto";
import { rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Agent } from "../../support/agent.ts";
import type { CompanionProcess } from "../../support/companion-process.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { pngThatDeclares } from "../../support/picture-bombs.ts";
import { type AgentGround, openAgentGround, picture } from "./agent-ground.ts";

let ground: AgentGround;
let companion: CompanionProcess;
let agent: Agent;
beforeAll(async () => {
  ground = await openAgentGround();
  ({ companion, agent } = ground);
});
afterAll(() => ground?.close());

interface Shown {
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}
interface Looked {
  readonly original: Record<string, unknown>;
  readonly shown: Shown;
}

/** Looks at a picture; what was said of it, and its own bytes. */
async function look(
  args: Record<string, unknown>,
): Promise<Looked & { readonly bytes: Buffer; readonly mimeType: string }> {
  const { content, structuredContent, isError } = await agent.result("read_image", args);
  expect(isError).toBeFalsy();
  const [, block] = content;
  if (block?.type !== "image") throw new Error("there is no image");
  return {
    ...(structuredContent as unknown as Looked),
    bytes: Buffer.from(block.data, "base64"),
    mimeType: block.mimeType,
  };
}

describe("read_image", () => {
  it("hands a small picture on as it is, with its path, type, size and hash", async () => {
    const bytes = await picture(60, 40, "small");
    const id = await ground.receive("small.png", bytes);
    const looked = await look({ id });
    expect(looked.bytes.equals(bytes)).toBe(true);
    expect(looked.mimeType).toBe("image/png");
    expect(looked.original).toMatchObject({
      ...{ id, width: 60, height: 40, bytes: bytes.length, type: "image/png" },
      path: path.join(companion.home, "Inbox", "small.png"),
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
  });

  it("takes the beginning of an id, and `latest`, which is the newest picture", async () => {
    const id = await ground.receive("newest.png", await picture(30, 20, "newest"));
    await ground.receive("later.txt", Buffer.from("later, and no picture"));
    expect((await look({ id: id.slice(0, 10) })).original).toMatchObject({ id });
    expect((await look({ id: "latest" })).original).toMatchObject({ id });
  });

  it("makes a large one smaller: at most 1568 pixels and 1 MB in base64", async () => {
    const id = await ground.receive("large.jpg", await picture(3_000, 2_000, "large", "jpeg"));
    const { shown, bytes, mimeType } = await look({ id });
    expect(shown).toMatchObject({ width: 1_568, height: 1_045 });
    expect(mimeType).toBe("image/jpeg");
    expect(Math.ceil(bytes.length / 3) * 4).toBeLessThanOrEqual(1_000_000);
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 1_568, format: "jpeg" });
  });

  it("makes one that is high smaller the same way", async () => {
    const id = await ground.receive("high.png", await picture(400, 3_136, "high"));
    expect((await look({ id })).shown).toMatchObject({ width: 200, height: 1_568 });
  });

  it("shows a part in detail, in the original's own pixels", async () => {
    const left = await sharp({ create: { width: 1_000, height: 1_000, channels: 3, background: "red" } })
      .png()
      .toBuffer();
    const whole = await sharp({ create: { width: 4_000, height: 1_000, channels: 3, background: "blue" } })
      .composite([{ input: left, left: 0, top: 0 }])
      .png()
      .toBuffer();
    const id = await ground.receive("flag.png", whole);
    const red = await look({ id, crop: { left: 100, top: 100, width: 500, height: 300 } });
    expect(red.shown).toMatchObject({ width: 500, height: 300, crop: { left: 100 } });
    expect((await sharp(red.bytes).stats()).dominant.r).toBeGreaterThan(200);
    const blue = await look({ id, crop: { left: 3_900, top: 0, width: 5_000, height: 5_000 } });
    expect(blue.shown).toMatchObject({ width: 100, height: 1_000 });
    expect((await sharp(blue.bytes).stats()).dominant.b).toBeGreaterThan(200);
  });

  it("turns a photograph upright, and crops it as it is seen", async () => {
    const bytes = await sharp({ create: { width: 300, height: 200, channels: 3, background: "green" } })
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const id = await ground.receive("turned.jpg", bytes);
    expect((await look({ id })).shown).toMatchObject({ width: 200, height: 300 });
    expect((await look({ id, crop: { left: 0, top: 250, width: 200, height: 50 } })).shown).toMatchObject({
      width: 200,
      height: 50,
    });
  });

  it.each(["webp", "avif", "gif", "svg", "jpeg"] as const)("reads %s", async (format) => {
    const { bytes, name } = await makeImageFile(format, { width: 100, height: 50, seed: `format ${format}` });
    const id = await ground.receive(name, bytes);
    expect((await look({ id })).shown).toMatchObject({ width: 100, height: 50 });
  });

  it("refuses a picture that declares 60,000 × 60,000 pixels by what it declares, and decodes nothing", async () => {
    // One of its 14,400 megabytes is there: whoever decoded it would say that it is broken off.
    const id = await ground.receive("bomb.png", pngThatDeclares(60_000, 60_000));
    expect(await agent.failure("read_image", { id })).toMatch(
      /^bomb\.png declares 60000 × 60000 pixels.*\.$/,
    );
  });

  it.each(["jpeg", "png"] as const)("says a sentence for a small %s that is broken off", async (format) => {
    const bytes = await picture(400, 400, "cut", format);
    const name = format === "jpeg" ? "cut.jpg" : "cut.png";
    const id = await ground.receive(name, bytes.subarray(0, bytes.length / 2));
    const sentence = new RegExp(`^${name} can't be decoded as an image: .*\\.$`);
    expect(await agent.failure("read_image", { id })).toMatch(sentence);
    const crop = { left: 0, top: 0, width: 300, height: 300 };
    expect(await agent.failure("read_image", { id, crop })).toMatch(sentence);
  });

  it("says a sentence for a file that is no picture", async () => {
    const id = await ground.receive("plain.txt", Buffer.from("plain text, no picture"));
    expect(await agent.failure("read_image", { id })).toMatch(/^plain\.txt is no image/);
  });

  it("says a sentence for an id that there is none of", async () => {
    expect(await agent.failure("read_image", { id: "0".repeat(32) })).toMatch(/^No received file has the ID/);
  });

  it("says a sentence for a file that vanished from the inbox", async () => {
    const id = await ground.receive("vanished.png", await picture(20, 20, "vanished"));
    await rm(path.join(companion.home, "Inbox", "vanished.png"));
    expect(await agent.failure("read_image", { id })).toMatch(/^vanished\.png is no longer in the inbox/);
  });

  it("follows no link that lies in the place of a file", async () => {
    const id = await ground.receive("replaced.png", await picture(20, 20, "replaced"));
    const secret = path.join(companion.home, "secret.png");
    await writeFile(secret, await picture(40, 40, "secret"));
    await rm(path.join(companion.home, "Inbox", "replaced.png"));
    await symlink(secret, path.join(companion.home, "Inbox", "replaced.png"));
    expect(await agent.failure("read_image", { id })).toMatch(/^replaced\.png can't be read/);
  });

  it.each([
    {},
    { id: "" },
    { id: 7 },
    { id: "latest", crop: { left: -1, top: 0, width: 1, height: 1 } },
    { id: "latest", crop: { left: 0, top: 0, width: 0, height: 1 } },
    { id: "latest", crop: {} },
    { id: "latest", size: 1 },
  ])("refuses %j with a sentence", async (args) => {
    expect(await agent.failure("read_image", args)).toMatch(/^The argument “/);
  });

  it("says a sentence for a part that lies outside", async () => {
    const id = await ground.receive("little.png", await picture(20, 20, "little"));
    expect(
      await agent.failure("read_image", { id, crop: { left: 20, top: 0, width: 5, height: 5 } }),
    ).toMatch(/^The crop lies outside the image, which has 20 × 20/);
  });
});
