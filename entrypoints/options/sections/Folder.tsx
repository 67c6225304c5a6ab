/** Where files are on the computer, and a button that shows them there. */

import { useState } from "preact/hooks";
import type { Connection } from "../../../shared/extension/connection/connection.ts";
import { placesBy } from "../../../shared/extension/connection/places.ts";
import { CommandLine } from "../../../shared/extension/look/CommandLine.tsx";
import { Icon } from "../../../shared/extension/look/Icon.tsx";
import type { Pairing } from "../../../shared/extension/store/database.ts";
import { readError } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";
import { Section } from "../controls/Section.tsx";

/** What a companion that does not say its home has, unless it was started with another one. */
const USUAL_HOME = "~/Pagewire";

const FOLDERS = [
  { name: "inbox", title: "settings.inbox", folder: "Inbox" },
  { name: "outbox", title: "settings.outbox", folder: "Outbox" },
] as const;

export interface FolderProps {
  readonly connection: Connection | undefined;
  readonly isConnected: boolean;
  readonly pairing: Pairing | undefined;
}

export function Folder({ connection, isConnected, pairing }: FolderProps) {
  const home = pairing?.runsAs?.home ?? USUAL_HOME;
  const [said, setSaid] = useState("");
  const open = (name: "inbox" | "outbox"): void => {
    setSaid("");
    placesBy(connection)
      .openFolder(name)
      .catch((error: unknown) => setSaid(readError(error)));
  };
  return (
    <Section id="folder" title={text("settings.folder")}>
      {FOLDERS.map(({ name, title, folder }) => (
        <div key={name} class="place">
          <span id={name}>{text(title)}</span>
          <div class="line">
            <CommandLine command={within(home, folder)} label={text("settings.copy-path")} />
            {isConnected && (
              <button type="button" aria-describedby={name} onClick={() => open(name)}>
                <Icon name="folder" />
                {text("settings.open-folder")}
              </button>
            )}
          </div>
        </div>
      ))}
      {!pairing?.runsAs && <p class="small muted">{text("settings.folder-usual")}</p>}
      <p class="small" aria-live="polite">
        {said}
      </p>
    </Section>
  );
}

function within(home: string, folder: string): string {
  const separator = home.includes("\\") ? "\\" : "/";
  return `${home}${separator}${folder}`;
}
