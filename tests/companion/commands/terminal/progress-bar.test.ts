import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ProgressBar, progressLine } from "../../../../companion/commands/terminal/progress-bar.ts";

const half = { label: "plot.png", bytes: 5_000_000, totalBytes: 10_000_000, speed: 2_500_000 };

describe("the line of a progress bar", () => {
  it.each([
    [
      "name, bar, percent, speed, time left",
      half,
      80,
      "plot.png  [##########----------]   50%  2.5 MB/s  0:02 left",
    ],
    ["no bar where it is narrow", half, 50, "plot.png   50%  2.5 MB/s  0:02 left"],
    ["the percent first of all", half, 10, " 50%  2.5…"],
    [
      "no speed before anything has moved",
      { ...half, bytes: 0, speed: undefined },
      80,
      "plot.png  [--------------------]    0%",
    ],
    ["what was read of a stream", { ...half, totalBytes: undefined }, 80, "plot.png  5 MB  2.5 MB/s"],
    [
      "an empty file is whole",
      { ...half, bytes: 0, totalBytes: 0, speed: undefined },
      80,
      "plot.png  [####################]  100%",
    ],
    ["hours", { ...half, speed: 1_000 }, 80, "plot.png  [##########----------]   50%  1 kB/s  1:23:20 left"],
    [
      "more than was announced",
      { ...half, bytes: 11_000_000, speed: undefined },
      80,
      "plot.png  [####################]  100%",
    ],
    [
      "a name that turns itself around",
      { ...half, label: "a\u202Egnp\n", speed: undefined },
      80,
      "a\u{FFFD}gnp\u{FFFD}  [##########----------]   50%",
    ],
    [
      "a long name, cut",
      { ...half, label: "n".repeat(99), speed: undefined },
      60,
      `${"n".repeat(29)}…  [##########----------]   50%`,
    ],
    [
      "characters of two columns",
      { ...half, label: "写真".repeat(20), speed: undefined },
      60,
      `${"写真".repeat(7)}…  [##########----------]   50%`,
    ],
  ])("holds %s", (_, progress, columns, line) => {
    expect(progressLine(progress, columns)).toBe(line);
  });
});

describe("a progress bar", () => {
  let written: string[];
  let bar: ProgressBar;
  beforeEach(() => {
    vi.useFakeTimers();
    written = [];
    bar = new ProgressBar({ columns: 80, write: (text) => written.push(text) }, () => Date.now());
  });
  afterEach(() => {
    bar.end();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  const lines = (): string[] => written.map((text) => text.replace("\r\u001b[K", ""));

  it("redraws one line at its own pace, with the speed of the last seconds", () => {
    bar.begin("a", 100_000);
    for (let bytes = 0; bytes <= 50_000; bytes += 100) {
      bar.show("a", bytes, 100_000);
      vi.advanceTimersByTime(10);
    }
    expect(lines().at(-1)).toBe("a  [#########-----------]   49%  10 kB/s  0:06 left");
    expect(written.length).toBeLessThan(40);
    expect(written.every((text) => text.startsWith("\r\u001b[K"))).toBe(true);
  });

  it("slows down where nothing moves any more", () => {
    bar.begin("a", 100_000);
    vi.advanceTimersByTime(1_000);
    bar.show("a", 10_000, 100_000);
    vi.advanceTimersByTime(9_000);
    expect(lines().at(-1)).toBe("a  [##------------------]   10%  1 kB/s  1:30 left");
  });

  it("makes room for another line and comes back under it", () => {
    bar.begin("a", 10);
    bar.erase();
    written.push("another line\n");
    bar.erase();
    vi.advanceTimersByTime(200);
    expect(written.slice(1)).toEqual([
      "\r\u001b[K",
      "another line\n",
      "\r\u001b[Ka  [--------------------]    0%",
    ]);
  });
});
