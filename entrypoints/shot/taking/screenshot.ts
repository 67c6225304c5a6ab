/** Takes a picture of a tab: of what is seen, of an area or a part that its user chooses, or of the whole page. */

import type { Errand } from "../../../shared/extension/page-errands.ts";
import type { Measures, ShotArea } from "../../../shared/extension/words/shot-words.ts";
import { type Message, message } from "../../../shared/texts/message.ts";
import { SaidError } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";
import { CanvasStrip } from "./canvas-strip.ts";
import { FrontTab } from "./front-tab.ts";
import { type LongPicture, MAX_HEIGHT_PIXELS, takeLong } from "./long-picture.ts";
import { PageScript } from "./page-script.ts";

/** Nothing was taken; the sentence says why. */
export class ShotFailed extends SaidError {
  override readonly name = "ShotFailed";
  readonly code = "shot_failed";
}

export type ShotKind = Exclude<Errand, "pictures" | "document">;

/** What was taken, and what there is to know of it. */
export interface Shot {
  readonly png: Blob;
  readonly note?: Message;
}

/** `undefined` where the user has thought better of it. Throws `ShotFailed`. */
export async function takeShot(
  kind: ShotKind,
  tabId: number,
  onProgress: (done: number, all: number) => void,
): Promise<Shot | undefined> {
  const front = new FrontTab(tabId);
  await front.tellToast("away");
  try {
    if (kind === "visible") return { png: await seenBy(front) };
    const script = await PageScript.enter(tabId);
    if (!script) throw new ShotFailed(message("shot.refused"));
    try {
      if (kind === "full") return await longShot(front, script, undefined, onProgress);
      const area = await script.choose(kind, text(kind === "area" ? "shot.draw" : "shot.point"));
      return area && (await shotOf(area, front, script, onProgress));
    } finally {
      await script.restore();
      script.close();
    }
  } finally {
    void front.tellToast("back");
  }
}

async function seenBy(front: FrontTab): Promise<Blob> {
  const png = await front.take();
  if (png === "gone") throw new ShotFailed(message("shot.not-in-front"));
  if (!png) throw new ShotFailed(message("shot.refused"));
  return png;
}

/** What is seen whole is cut out of what is seen; of the rest the page is scrolled. */
async function shotOf(
  area: ShotArea,
  front: FrontTab,
  script: PageScript,
  onProgress: (done: number, all: number) => void,
): Promise<Shot> {
  const at = await script.measure();
  if (!at) throw new ShotFailed(message("shot.nothing"));
  const [top, left] = [area.y - at.y, area.x - at.x];
  const isSeen = top >= 0 && top + area.height <= at.height + 1;
  if (!isSeen) return await longShot(front, script, area, onProgress);
  const tile = await createImageBitmap(await seenBy(front));
  const scale = tile.width / Math.max(1, at.width + scrollBarOf(tile, at));
  const strip = new CanvasStrip(Math.min(area.width, at.width - left) * scale, Math.max(0, left) * scale);
  const height = Math.max(1, Math.round(area.height * scale));
  strip.grow(height);
  strip.draw(tile, { from: Math.round(top * scale), to: 0, height });
  tile.close();
  return { png: await strip.png(height) };
}

/** What of the picture's width is the page's scroll bar, in CSS pixels. */
function scrollBarOf(tile: ImageBitmap, { width, scale }: Measures): number {
  return Math.max(0, tile.width / scale - width);
}

async function longShot(
  front: FrontTab,
  script: PageScript,
  area: ShotArea | undefined,
  onProgress: (done: number, all: number) => void,
): Promise<Shot> {
  const measured = async (asked: Promise<Measures | undefined>): Promise<Measures> => {
    const measures = await asked;
    if (!measures) throw new ShotFailed(message("shot.nothing"));
    return measures;
  };
  const { width, scale, x } = await measured(script.measure());
  const left = area ? Math.max(0, area.x - x) : 0;
  const strip = new CanvasStrip((area ? Math.min(area.width, width - left) : width) * scale, left * scale);
  const page = {
    measure: () => measured(script.measure()),
    go: (stretch: Parameters<PageScript["go"]>[0]) => measured(script.go(stretch)),
    take: async () => {
      const png = await front.take();
      return png instanceof Blob ? await createImageBitmap(png).catch(() => undefined) : png;
    },
    get waitMs() {
      return front.waitMs;
    },
  };
  const taken = await takeLong(page, strip, area, onProgress);
  if (taken.height < 1) throw new ShotFailed(message(taken.isEnded ? "shot.not-in-front" : "shot.nothing"));
  const note = noteOf(taken);
  return { png: await strip.png(taken.height), ...(note ? { note } : {}) };
}

function noteOf({ isCut, isEnded, missing }: LongPicture): Message | undefined {
  if (isEnded) return message("shot.ended-early");
  if (missing > 0) return message("shot.part-missing");
  return isCut ? message("shot.cut-long", { pixels: MAX_HEIGHT_PIXELS }) : undefined;
}
