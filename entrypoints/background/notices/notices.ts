/** Everything that is said without being asked: on the icon, over the page, and as notifications. */

import type { Connection } from "../../../shared/extension/connection/connection.ts";
import type { SendItem } from "../../../shared/extension/store/database.ts";
import { Notifications } from "./notifications.ts";
import { openPopup } from "./open-popup.ts";
import { Toasts } from "./toast/toasts.ts";
import { type Batches, ToolbarIcon } from "./toolbar-icon.ts";

export interface NoticesOptions {
  readonly connection: Connection;
  readonly batches: () => Batches;
  /** What each of these items is now. */
  readonly find: (ids: readonly string[]) => Promise<(SendItem | undefined)[]>;
  /** Tries one failed item again, or all of them. */
  readonly retry: (id: string | undefined) => Promise<unknown>;
  /** Asks for the permission that an item needs. */
  readonly ask: (item: SendItem) => void;
}

export interface Notices {
  /** Something may have changed. */
  readonly look: () => void;
  /** Something was clicked in a page. */
  readonly follow: (item: SendItem) => void;
  /** The computer has it. */
  readonly isDone: (item: SendItem) => void;
}

/** Must be called at the top level: what a person presses in a notice starts the background. */
export function startNotices({ connection, batches, find, retry, ask }: NoticesOptions): Notices {
  const icon = new ToolbarIcon(connection, batches);
  const toasts = new Toasts({
    connection,
    find,
    act: async (action, item) => {
      if (action === "retry") await retry(item.id);
      else if (action === "allow") ask(item);
      else await openPopup();
    },
  });
  new Notifications({ retry, wasTold: (id) => toasts.wasTold(id) });
  return {
    look: () => {
      icon.look();
      toasts.look();
    },
    follow: (item) => toasts.follow(item),
    isDone: (item) => void toasts.isDone(item),
  };
}
