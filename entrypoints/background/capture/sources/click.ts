/** What a click told: what it was on, and where. */

import type { PagePlace } from "./page.ts";

/** `page`: not a thing with a menu of its own, but the picture under the pointer; `anywhere`: one yet to be pointed at. */
export interface ClickTarget {
  readonly kind: "image" | "video" | "audio" | "link" | "page" | "anywhere";
  /** Absent where the browser does not say, as of a picture whose address is too long for its menu. */
  readonly url: string | undefined;
}

export interface Click {
  readonly target: ClickTarget;
  readonly place: PagePlace | undefined;
  readonly pageUrl: string | undefined;
  readonly title: string | undefined;
  /** Of a private window: nothing of it is kept here. */
  readonly isPrivate: boolean;
}
