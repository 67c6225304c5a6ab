/** The popup: this page's own connection, what has come, what has gone. */

import { useEffect, useState } from "preact/hooks";
import { ConnectionStatus } from "../../shared/extension/ConnectionStatus.tsx";
import { callBackground } from "../../shared/extension/messages.ts";
import { useConnection, usePairing } from "../../shared/extension/page-connection.ts";
import { newestReceived } from "../../shared/extension/received.ts";
import { NewBuild } from "./NewBuild.tsx";
import { PairedWith } from "./PairedWith.tsx";
import { ReceivedList } from "./ReceivedList.tsx";
import { SentList } from "./SentList.tsx";
import { readSentView } from "./sent-view.ts";
import { useShownList } from "./shown-list.ts";

export function App() {
  const { connection, report, membership } = useConnection("popup");
  const pairing = usePairing();
  const received = useShownList("received", newestReceived);
  const sent = useShownList("sends", readSentView);
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
      <ReceivedList received={received.shown} onShowMore={received.showMore} />
      <SentList sent={sent.shown} isConnected={report.state === "connected"} onShowMore={sent.showMore} />
      <PairedWith connection={connection} pairing={pairing} membership={membership} />
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

/** Opening the popup wakes the background, which says which build it runs. */
function useRunningBuild(): string | undefined {
  const [build, setBuild] = useState<string>();
  useEffect(() => {
    void callBackground("wake", {}).then((answer) => setBuild(answer.build));
  }, []);
  return build;
}

async function openPanel(): Promise<void> {
  const { id } = await chrome.windows.getCurrent();
  if (id !== undefined) await chrome.sidePanel.open({ windowId: id });
  window.close();
}
