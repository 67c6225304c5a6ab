/** A picture as its page describes it, for tests of what is made of that. */

import type { Picture } from "../../shared/extension/page-words.ts";

export const PAGE_PICTURE: Picture = {
  kind: "image",
  url: "https://cdn.test/x.png",
  savedUrl: "https://cdn.test/x.png",
  width: 3,
  height: 2,
  isLoading: false,
  isBroken: false,
  isScaled: false,
  isLarger: false,
  frameUrl: "https://a.test/",
  title: "A page",
  charset: "UTF-8",
  isOwn: false,
  isShared: false,
  isControlled: false,
};
