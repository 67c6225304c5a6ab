/** The settings page: whom this browser is paired with, what it keeps and tells, how it looks, and what it may read. */

import { useEffect, useState } from "preact/hooks";
import type { ConnectionReport } from "../../shared/extension/connection/connection.ts";
import { useConnection, usePairing } from "../../shared/extension/connection/page-connection.ts";
import { Brand } from "../../shared/extension/look/Brand.tsx";
import { StoreTrouble } from "../../shared/extension/look/StoreTrouble.tsx";
import { text } from "../../shared/texts/text.ts";
import { useSettings } from "./controls/use-settings.ts";
import { diagnose, type LocalAccess } from "./diagnosis.ts";
import { Nav } from "./Nav.tsx";
import { NamesAndFolders } from "./names/NamesAndFolders.tsx";
import { Advanced } from "./sections/Advanced.tsx";
import { Folder } from "./sections/Folder.tsx";
import { Look } from "./sections/Look.tsx";
import { Notices } from "./sections/Notices.tsx";
import { Prices } from "./sections/Prices.tsx";
import { ShortcutKeys } from "./sections/ShortcutKeys.tsx";
import { Sites } from "./sections/Sites.tsx";
import { Storage } from "./sections/Storage.tsx";
import { ThisComputer } from "./sections/ThisComputer.tsx";
import { readReach } from "./standing.ts";

export function App() {
  const { connection, report, membership } = useConnection("options");
  const pairing = usePairing();
  const reach = useReach(report);
  const port = pairing?.port;
  const diagnosis = diagnose({ report, port, ...reach });
  const settings = useSettings();
  const known = {
    ...reach,
    port,
    state: report.state,
    finding: diagnosis.finding,
    pairedAt: pairing?.pairedAt,
    clientId: pairing?.clientId,
    companionVersion: membership?.companionVersion,
  };
  return (
    <>
      <Brand />
      <div class="settings">
        <Nav />
        <main>
          <h1>{text("settings.title")}</h1>
          <StoreTrouble report={report} />
          <ThisComputer
            connection={connection}
            report={report}
            diagnosis={diagnosis}
            pairing={pairing}
            membership={membership}
          />
          <Folder connection={connection} isConnected={report.state === "connected"} pairing={pairing} />
          <NamesAndFolders connection={connection} />
          <Notices {...settings} />
          <Look {...settings} />
          <ShortcutKeys />
          <Sites {...settings} />
          <Storage />
          <Prices {...settings} />
          <Advanced {...settings} known={known} />
        </main>
      </div>
    </>
  );
}

/** Looked at again whenever the connection changes: permissions are given and taken meanwhile. */
function useReach(report: ConnectionReport): { mayReach: boolean; localAccess: LocalAccess } {
  const [reach, setReach] = useState<{ mayReach: boolean; localAccess: LocalAccess }>({
    mayReach: true,
    localAccess: "unknown",
  });
  useEffect(() => void readReach().then(setReach), [report]);
  return reach;
}
