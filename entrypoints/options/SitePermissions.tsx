/** Which sites' images may be read: asked for one by one at a click, or here for all of them at once. */

import { useEffect, useState } from "preact/hooks";
import { ALL_SITES, grantedSites } from "./standing.ts";

export function SitePermissions() {
  const [origins, setOrigins] = useState<readonly string[]>([]);
  useEffect(() => {
    const load = (): void => void chrome.permissions.getAll().then((all) => setOrigins(all.origins ?? []));
    load();
    chrome.permissions.onAdded.addListener(load);
    chrome.permissions.onRemoved.addListener(load);
    return () => {
      chrome.permissions.onAdded.removeListener(load);
      chrome.permissions.onRemoved.removeListener(load);
    };
  }, []);
  const granted = grantedSites(origins);
  return (
    <section aria-labelledby="sites">
      <h2 id="sites">Sites</h2>
      <p>
        An image often lies on another site than the page that shows it. Pagewire asks for each such site when
        you send the first image from it.
      </p>
      {granted.includes(ALL_SITES) ? null : (
        <button type="button" onClick={() => void chrome.permissions.request({ origins: [ALL_SITES] })}>
          Allow all sites at once
        </button>
      )}
      {granted.map((origin) => (
        <div key={origin}>
          <code>{origin}</code>{" "}
          <button
            type="button"
            aria-label={`Remove ${origin}`}
            onClick={() => void chrome.permissions.remove({ origins: [origin] })}
          >
            Remove
          </button>
        </div>
      ))}
    </section>
  );
}
