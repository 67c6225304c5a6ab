/** Where the list of received files comes from. */

import { receivedLayout } from "../../../shared/extension/lists/layouts.ts";
import { soundReceived } from "../../../shared/extension/store/sound-items.ts";
import type { ListSource } from "../list/use-file-list.ts";
import { shortKind } from "../rows/kinds.ts";

export const RECEIVED: ListSource<"received"> = {
  name: "received",
  layout: receivedLayout,
  sound: soundReceived,
  words: (item) => `${item.name} ${shortKind(item)}`.toLocaleLowerCase(),
};
