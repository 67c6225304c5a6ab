/** Says when a newer build lies in the folder than the one the browser runs, and reloads at a click. */

import { useEffect, useState } from "preact/hooks";
import * as v from "valibot";
import { callBackground } from "../../../shared/extension/messages.ts";
import { text } from "../../../shared/texts/text.ts";

const BuildSchema = v.object({ id: v.string() });

export function NewBuild() {
  return (
    <div class="notice">
      <span>{text("popup.new-build")}</span>
      <button type="button" class="primary" onClick={() => chrome.runtime.reload()}>
        {text("popup.reload")}
      </button>
    </div>
  );
}

/** Asks the background, which it wakes, what it runs: this page may already be the newer build's. */
export function useNewBuild(): boolean {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    void Promise.all([callBackground("wake", {}), buildInFolder()]).then(([{ build }, inFolder]) =>
      setThere(inFolder !== undefined && inFolder !== build),
    );
  }, []);
  return isThere;
}

async function buildInFolder(): Promise<string | undefined> {
  try {
    const response = await fetch(chrome.runtime.getURL("/build.json"), { cache: "no-store" });
    return v.parse(BuildSchema, await response.json()).id;
  } catch {
    return undefined;
  }
}
