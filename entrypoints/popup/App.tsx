/** The popup: this page's own connection, what has come, what has gone. */

import { useEffect, useState } from "preact/hooks";
import { ConnectionStatus } from "../../shared/extension/ConnectionStatus.tsx";
import { onChange } from "../../shared/extension/changes.ts";
import { type ConnectionReport, openConnection } from "../../shared/extension/connection.ts";
import type { ReceivedItem, SendItem } from "../../shared/extension/database.ts";
import { callBackground } from "../../shared/extension/messages.ts";
import { listReceived } from "../../shared/extension/received.ts";
import { listSends } from "../../shared/extension/sends.ts";
import { NewBuild } from "./NewBuild.tsx";
import { ReceivedList } from "./ReceivedList.tsx";
import { SentList } from "./SentList.tsx";

const CONNECTING: ConnectionReport = { state: "connecting", detail: "" };

export function App() {
  const report = useConnectionReport();
  const received = useList<ReceivedItem>("received", listReceived);
  const sends = useList<SendItem>("sends", newestSends);
  const runningBuild = useRunningBuild();
  return (
    <main>
      <header>
        <h1>
          <img src="/icon/48.png" alt="" />
          Pagewire
        </h1>
        <ConnectionStatus report={report} />
      </header>
      <NewBuild running={runningBuild} />
      <ReceivedList items={received} />
      <SentList items={sends} />
      <footer>
        <button type="button" onClick={() => void openPanel()}>
          Price panel
        </button>
        <button type="button" onClick={() => void chrome.runtime.openOptionsPage()}>
          Settings
        </button>
      </footer>
    </main>
  );
}

/** What the popup says of the connection is the state of a socket of its own, never something remembered. */
function useConnectionReport(): ConnectionReport {
  const [report, setReport] = useState(CONNECTING);
  useEffect(() => {
    const connection = openConnection({ name: "popup" });
    connection.onReport(setReport);
    return () => connection.close();
  }, []);
  return report;
}

/** A list of the database, read again at each change. */
function useList<Item>(
  changed: "received" | "sends",
  read: () => Promise<Item[]>,
): readonly Item[] | undefined {
  const [items, setItems] = useState<readonly Item[]>();
  useEffect(() => {
    let reading = false;
    let again = false;
    const load = async (): Promise<void> => {
      // Changes come faster than they can be read: one read at a time, and one more for all that came meanwhile.
      if (reading) {
        again = true;
        return;
      }
      reading = true;
      do {
        again = false;
        setItems(await read());
      } while (again);
      reading = false;
    };
    void load();
    return onChange((what) => {
      if (what === changed) void load();
    });
  }, [changed, read]);
  return items;
}

/** Opening the popup wakes the background, which says which build it runs. */
function useRunningBuild(): string | undefined {
  const [build, setBuild] = useState<string>();
  useEffect(() => {
    void callBackground("wake", {}).then((answer) => setBuild(answer.build));
  }, []);
  return build;
}

async function newestSends(): Promise<SendItem[]> {
  return (await listSends()).reverse();
}

async function openPanel(): Promise<void> {
  const { id } = await chrome.windows.getCurrent();
  if (id !== undefined) await chrome.sidePanel.open({ windowId: id });
  window.close();
}
