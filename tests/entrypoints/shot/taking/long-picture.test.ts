import { describe, expect, it } from "vitest";
import { MAX_HEIGHT_PIXELS, takeLong } from "../../../../entrypoints/shot/taking/long-picture.ts";
import type { Measures, ShotArea, Stretch } from "../../../../shared/extension/words/shot-words.ts";

const VIEW = { width: 1_000, height: 800 };
type Tile = ImageBitmap | "gone" | undefined;

/** A page that is scrolled as browsers do, and notes what is asked of it. */
class SomePage {
  readonly stretches: Stretch[] = [];
  readonly drawn: [from: number, to: number, height: number][] = [];
  readonly waitMs = 0;
  height: number;
  scale = 1;
  #y = 0;
  /** What is taken at a time; whole tiles where nothing is said. */
  tiles: Tile[] = [];
  grows = 0;

  constructor(height: number) {
    this.height = height;
  }

  measure(): Promise<Measures> {
    return Promise.resolve({ ...VIEW, documentHeight: this.height, x: 0, y: this.#y, scale: this.scale });
  }

  go(stretch: Stretch): Promise<Measures> {
    this.stretches.push(stretch);
    this.height += this.grows;
    this.#y = Math.min(stretch.y, Math.max(0, this.height - VIEW.height));
    return this.measure();
  }

  take(): Promise<Tile> {
    if (this.tiles.length > 0) return Promise.resolve(this.tiles.shift());
    return Promise.resolve({ width: VIEW.width, height: VIEW.height, close: () => undefined } as ImageBitmap);
  }

  async picture(area?: ShotArea) {
    const strip = {
      grow: () => undefined,
      draw: (_: ImageBitmap, rows: { from: number; to: number; height: number }) =>
        void this.drawn.push([rows.from, rows.to, rows.height]),
    };
    return await takeLong(this, strip, area, () => undefined);
  }
}

const TILE = { width: VIEW.width, height: VIEW.height, close: () => undefined } as ImageBitmap;

describe("a picture of a long page", () => {
  it("is put together of stretches without a gap, the last of them only as far as it is new", async () => {
    const page = new SomePage(2_000);
    expect(await page.picture()).toEqual({ height: 2_000, isCut: false, missing: 0, isEnded: false });
    expect(page.drawn).toEqual([
      [0, 0, 800],
      [0, 800, 800],
      [400, 1_600, 400],
    ]);
    expect(page.stretches.map(({ isFirst, isLast }) => [isFirst, isLast])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
  });

  it("is in the screen's own pixels", async () => {
    const page = new SomePage(1_000);
    page.scale = 2;
    expect((await page.picture()).height).toBe(2_000);
    expect(page.drawn).toEqual([
      [0, 0, 1_600],
      [1_200, 1_600, 400],
    ]);
  });

  it("ends at 30,000 pixels, and says so, also where the page grows as it is scrolled", async () => {
    for (const page of [new SomePage(90_000), Object.assign(new SomePage(1_600), { grows: 900 })])
      expect(await page.picture()).toMatchObject({ height: MAX_HEIGHT_PIXELS, isCut: true });
    expect(await new SomePage(MAX_HEIGHT_PIXELS).picture()).toMatchObject({
      height: MAX_HEIGHT_PIXELS,
      isCut: false,
    });
  });

  it("is no larger than a canvas can be", async () => {
    const page = Object.assign(new SomePage(90_000), { scale: 4 });
    const { height, isCut } = await page.picture();
    expect(height).toBeLessThanOrEqual(65_535);
    expect(isCut).toBe(true);
  });

  it("keeps what succeeded where one stretch fails at every try, and tries each three times", async () => {
    const page = new SomePage(2_400);
    page.tiles = [TILE, undefined, undefined, undefined, TILE];
    expect(await page.picture()).toEqual({ height: 2_400, isCut: false, missing: 1, isEnded: false });
    expect(page.drawn.map(([, to]) => to)).toEqual([0, 1_600]);
    const other = new SomePage(1_600);
    other.tiles = [undefined, TILE, TILE];
    expect(await other.picture()).toMatchObject({ missing: 0, height: 1_600 });
  });

  it("ends where its page was left, with what there is", async () => {
    const page = new SomePage(4_000);
    page.tiles = [TILE, TILE, "gone"];
    expect(await page.picture()).toEqual({ height: 1_600, isCut: false, missing: 0, isEnded: true });
    const nothing = new SomePage(4_000);
    nothing.tiles = ["gone"];
    expect((await nothing.picture()).height).toBe(0);
  });

  it("is of a part of the page alone where that is asked for", async () => {
    const page = new SomePage(5_000);
    expect(await page.picture({ x: 0, y: 1_000, width: 500, height: 900 })).toMatchObject({ height: 900 });
    expect(page.drawn).toEqual([
      [0, 0, 800],
      [0, 800, 100],
    ]);
  });

  it("ends where a page does not let itself be scrolled", async () => {
    const page = new SomePage(3_000);
    page.go = () => page.measure();
    expect((await page.picture()).height).toBe(800);
  });
});
