import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { PromptDisk } from "../../../../companion/files/outgoing/prompt-disk.ts";

describe.skipIf(process.platform !== "linux")("a disk that answers at once", () => {
  it("is none before it was looked at, nor one that is not of this computer", async () => {
    const [here, proc, none] = [tmpdir(), "/proc", "/nowhere"].map((folder) => new PromptDisk(folder));
    expect(here?.isPrompt).toBe(false);
    for (const disk of [here, proc, none]) await disk?.look();
    expect([here, proc, none].map((disk) => disk?.isPrompt)).toEqual([true, false, false]);
  });

  it("is not trusted for a minute after a call that took long", async () => {
    let nowMs = 0;
    const disk = new PromptDisk(tmpdir(), () => nowMs);
    await disk.look();
    expect(disk.call(() => "quick")).toBe("quick");
    expect(disk.isPrompt).toBe(true);
    disk.call(() => {
      nowMs += 300;
    });
    expect(disk.isPrompt).toBe(false);
    nowMs += 60_000;
    expect(disk.isPrompt).toBe(true);
  });
});
