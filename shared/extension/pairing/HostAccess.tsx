/** Says where the browser's user keeps the extension from this computer's pages, and asks for them: browsers let it be withheld. */

import { useEffect, useState } from "preact/hooks";
import { LOOPBACK_ADDRESS } from "../../protocol/limits.ts";
import { text } from "../../texts/text.ts";

/** Required by the manifest, and all the same the user's to take away. */
const COMPUTER: chrome.permissions.Permissions = { origins: [`http://${LOOPBACK_ADDRESS}/*`] };

/** Nothing where it may read them. */
export function HostAccess() {
  const [isWithheld, setWithheld] = useState(false);
  useEffect(() => {
    const look = (): void => void chrome.permissions.contains(COMPUTER).then((has) => setWithheld(!has));
    look();
    chrome.permissions.onAdded.addListener(look);
    chrome.permissions.onRemoved.addListener(look);
    return () => {
      chrome.permissions.onAdded.removeListener(look);
      chrome.permissions.onRemoved.removeListener(look);
    };
  }, []);
  if (!isWithheld) return null;
  const allow = (): void => void chrome.permissions.request(COMPUTER).catch(() => false);
  return (
    <div class="notice" data-kind="warning">
      <span>{text("unpaired.withheld")}</span>
      <button type="button" onClick={allow}>
        {text("unpaired.allow")}
      </button>
    </div>
  );
}
