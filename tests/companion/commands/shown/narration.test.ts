import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Narration } from "../../../../companion/commands/shown/narration.ts";
import { message } from "../../../../shared/texts/message.ts";
import { saying } from "../../../../shared/texts/said.ts";

const lines: string[] = [];
let narration: Narration;
beforeEach(() => {
  vi.useFakeTimers();
  lines.length = 0;
  narration = new Narration(
    (line) => lines.push(line),
    () => new Date(2026, 10, 28, 14, 7, 9).getTime(),
  );
});
afterEach(() => vi.useRealTimers());

describe("what a companion says of what happens", () => {
  it("is a line each, after the time", () => {
    narration.tell({ kind: "came", browser: "Chromium" });
    narration.tell({ kind: "received", name: "a.png", bytes: 1_500, url: "https://a.test:8080/x?y" });
    narration.tell({ kind: "received", name: "b.txt", bytes: 3, url: "data:text/plain,x" });
    narration.tell({ kind: "stored", name: "c.pdf", bytes: 2_000_000, browser: "Chromium" });
    narration.tell({ kind: "refused", name: "d.png", why: saying(message("files.differs")) });
    narration.tell({ kind: "left", browser: "Chromium" });
    expect(lines).toEqual([
      "14:07:09  Chromium is connected.",
      "14:07:09  Received a.png (1.5 kB) from a.test:8080.",
      "14:07:09  Received b.txt (3 B).",
      "14:07:09  Sent c.pdf (2 MB) to Chromium.",
      "14:07:09  Not taken: d.png. The file's bytes differ from what was announced; send it again.",
      "14:07:09  Chromium has left.",
    ]);
  });

  it("has no time before it is ready: that is one moment", () => {
    narration.note("The disk keeps no permissions.");
    narration.begin();
    narration.note("Chromium is paired.");
    expect(lines).toEqual(["The disk keeps no permissions.", "14:07:09  Chromium is paired."]);
  });

  it("is no flood: what is more than anybody reads is counted", () => {
    for (let count = 0; count < 1_050; count += 1) narration.tell({ kind: "came", browser: "x" });
    expect(lines).toHaveLength(50);
    vi.advanceTimersByTime(1_000);
    expect(lines.at(-1)).toBe("14:07:09  … and 1000 more in this second.");
    narration.tell({ kind: "left", browser: "x" });
    expect(lines).toHaveLength(52);
  });
});
