/** The first picture to send, and whether one has been. */

import { useEffect, useState } from "preact/hooks";
import { pageAt } from "../../shared/extension/pairing/companion-page.ts";
import { onChange } from "../../shared/extension/store/changes.ts";
import { countSends } from "../../shared/extension/store/sends.ts";
import { text } from "../../shared/texts/text.ts";

/** Whether the computer has anything that was sent from here; it stays so while the page is open, and is `undefined` until it is known. */
export function useHasSent(): boolean | undefined {
  const [hasSent, setHasSent] = useState<boolean>();
  useEffect(() => {
    const look = (): void =>
      void countSends("done").then((count) => setHasSent((before) => before === true || count > 0));
    look();
    return onChange((changed) => {
      if (changed === "sends") look();
    });
  }, []);
  return hasSent;
}

/** `port` is where the companion's page with pictures is; absent while nothing can be sent. */
export function FirstPicture({ port }: { readonly port: number | undefined }) {
  return (
    <>
      <p>{text("welcome.send-about")}</p>
      {port !== undefined && (
        <a class="button primary" href={pageAt(port)} target="_blank" rel="noreferrer">
          {text("unpaired.try")}
        </a>
      )}
    </>
  );
}
