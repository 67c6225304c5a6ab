/** Which sites' pictures may be read: asked for one by one at a click, or here for all of them at once. */

import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../../shared/extension/look/Icon.tsx";
import { IconButton } from "../../../shared/extension/look/IconButton.tsx";
import {
  EVERY_SITE,
  mayReadEverySite,
  requestEverySite,
} from "../../../shared/extension/site-permissions.ts";
import { text } from "../../../shared/texts/text.ts";
import { Section } from "../controls/Section.tsx";
import { Switch } from "../controls/Switch.tsx";
import type { SettingsProps } from "../controls/use-settings.ts";
import { grantedSites } from "../standing.ts";

export function Sites({ settings, change }: SettingsProps) {
  const origins = useOrigins();
  const [hasAll, setHasAll] = useState(false);
  useEffect(() => void mayReadEverySite().then(setHasAll), [origins]);
  return (
    <Section id="sites" title={text("settings.sites")} about={text("settings.sites-about")}>
      {hasAll ? (
        <p class="good">
          <Icon name="check" /> {text("settings.every-site")}
        </p>
      ) : (
        <div class="line">
          <button type="button" onClick={() => void requestEverySite()}>
            {text("settings.allow-all-sites")}
          </button>
          <span class="small muted">{text("settings.allow-all-about")}</span>
        </div>
      )}
      <ul class="sites" aria-label={text("settings.allowed-sites")}>
        {origins.map((origin) => (
          <li key={origin}>
            <span>{nameOf(origin)}</span>
            <IconButton
              icon="close"
              label={text("settings.remove-site", { site: nameOf(origin) })}
              onClick={() => void remove(origin)}
            />
          </li>
        ))}
      </ul>
      <Switch
        label={text("settings.ask-when-needed")}
        isOn={settings.neverAsk !== true}
        onTurn={(isOn) => change({ neverAsk: !isOn })}
      />
      <Switch
        label={text("settings.wants-largest")}
        isOn={settings.wantsLargest === true}
        onTurn={(wantsLargest) => change({ wantsLargest })}
      />
    </Section>
  );
}

/** The sites that somebody has allowed, as they are given and taken. */
function useOrigins(): readonly string[] {
  const [origins, setOrigins] = useState<readonly string[]>([]);
  useEffect(() => {
    const load = (): void => {
      void chrome.permissions.getAll().then((all) => setOrigins(grantedSites(all.origins ?? [])));
    };
    load();
    chrome.permissions.onAdded.addListener(load);
    chrome.permissions.onRemoved.addListener(load);
    return () => {
      chrome.permissions.onAdded.removeListener(load);
      chrome.permissions.onRemoved.removeListener(load);
    };
  }, []);
  return origins;
}

async function remove(origin: string): Promise<void> {
  await chrome.permissions.remove({ origins: [origin] });
}

/** As people write it: `*://example.com/*` is example.com. */
function nameOf(origin: string): string {
  if (origin === EVERY_SITE) return text("settings.all-sites");
  const [, host = ""] = origin.split("://");
  return host.endsWith("/*") ? host.slice(0, -2) : origin;
}
