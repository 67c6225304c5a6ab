/** Where the list of what was sent comes from. */

import { sentLayout } from "../../../shared/extension/lists/layouts.ts";
import { soundSend } from "../../../shared/extension/store/sound-items.ts";
import type { ListSource } from "../list/use-file-list.ts";

export const SENT: ListSource<"sends"> = {
  name: "sends",
  layout: sentLayout,
  sound: soundSend,
  words: (item) =>
    [item.storedName ?? item.name, item.title ?? "", item.pageUrl ?? item.url].join(" ").toLocaleLowerCase(),
};
