/** The way to each part of the settings. */

import { Icon, type IconName } from "../../shared/extension/look/Icon.tsx";
import type { PlainTextCode } from "../../shared/texts/message.ts";
import { text } from "../../shared/texts/text.ts";

/** The parts, in their order. */
export const PARTS = [
  { id: "computer", icon: "computer", title: "settings.computer" },
  { id: "folder", icon: "folder", title: "settings.folder" },
  { id: "names", icon: "edit", title: "naming.title" },
  { id: "notices", icon: "bell", title: "settings.notices" },
  { id: "look", icon: "image", title: "settings.look" },
  { id: "keys", icon: "key", title: "settings.keys" },
  { id: "sites", icon: "link", title: "settings.sites" },
  { id: "storage", icon: "archive", title: "settings.storage" },
  { id: "prices", icon: "candles", title: "settings.prices" },
  { id: "advanced", icon: "settings", title: "settings.advanced" },
] as const satisfies readonly { id: string; icon: IconName; title: PlainTextCode }[];

export function Nav() {
  return (
    <nav aria-label={text("settings.sections")}>
      <ul>
        {PARTS.map(({ id, icon, title }) => (
          <li key={id}>
            <a href={`#${id}`}>
              <Icon name={icon} />
              {text(title)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
