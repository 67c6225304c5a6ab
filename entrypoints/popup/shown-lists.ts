/** Which tab is open, what is searched in it, and both lists. */

import { useState } from "preact/hooks";
import type { ReceivedItem, SendItem } from "../../shared/extension/store/database.ts";
import type { TabName } from "./head/Tabs.tsx";
import { type FileList, useFileList } from "./list/use-file-list.ts";
import { RECEIVED } from "./received/received-source.ts";
import { SENT } from "./sent/sent-source.ts";

export interface ShownLists {
  readonly tab: TabName;
  readonly select: (tab: TabName) => void;
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly received: FileList<ReceivedItem>;
  readonly sent: FileList<SendItem>;
  /** Nothing has ever come or gone. */
  readonly isEmpty: boolean;
}

/** Who opens the popup for what was sent says so in its address. */
export function useShownLists(): ShownLists {
  const [tab, setTab] = useState<TabName>(location.hash === "#sent" ? "sent" : "received");
  const [query, setQuery] = useState("");
  const received = useFileList(RECEIVED, tab === "received", tab === "received" ? query : "");
  const sent = useFileList(SENT, tab === "sent", tab === "sent" ? query : "");
  const select = (other: TabName): void => {
    setQuery("");
    setTab(other);
  };
  const isEmpty = received.all + sent.all === 0;
  return { tab, select, query, setQuery, received, sent, isEmpty };
}
