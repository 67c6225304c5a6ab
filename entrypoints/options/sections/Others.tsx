/** Who else is paired with the same computer, and when they were last there. */

import type { PairedClient } from "../../../shared/extension/connection/membership.ts";
import { Icon } from "../../../shared/extension/look/Icon.tsx";
import { shownName, shownTime } from "../../../shared/extension/look/shown-text.ts";
import { text } from "../../../shared/texts/text.ts";

export function Others({ others }: { readonly others: readonly PairedClient[] }) {
  if (others.length === 0) return <p class="muted">{text("settings.nobody-else")}</p>;
  return (
    <div class="others">
      <h3 id="others">{text("settings.others")}</h3>
      <ul aria-labelledby="others">
        {others.map((other, index) => (
          // Scripts may share a name; the list never changes its order while it is shown.
          <li key={`${index} ${other.name}`}>
            <Icon name={other.kind === "browser" ? "computer" : "code"} />
            <bdi>{shownName(other.name)}</bdi>
            <span class="small muted">{standing(other)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const WORDS = {
  browser: {
    connected: "settings.browser-connected",
    seen: "settings.browser-seen",
    away: "settings.browser",
  },
  script: { connected: "settings.script-connected", seen: "settings.script-seen", away: "settings.script" },
} as const;

function standing({ kind, connected, lastSeenAt }: PairedClient): string {
  const words = WORDS[kind];
  if (connected) return text(words.connected);
  if (lastSeenAt === undefined) return text(words.away);
  return text(words.seen, { time: shownTime(Date.parse(lastSeenAt)) });
}
