/** Says when a newer build lies in the folder than the one the browser runs, and reloads at a click. */

import { useEffect, useState } from "preact/hooks";
import * as v from "valibot";

const BuildSchema = v.object({ id: v.string() });

/** `running` is what the background says of itself: this page may already be the newer build's. */
export function NewBuild({ running }: { readonly running: string | undefined }) {
  const [inFolder, setInFolder] = useState<string>();
  useEffect(() => {
    void buildInFolder().then(setInFolder);
  }, []);
  if (running === undefined || inFolder === undefined || inFolder === running) return null;
  return (
    <div class="notice">
      <span>A newer build of Pagewire is ready.</span>
      <button type="button" class="primary" onClick={() => chrome.runtime.reload()}>
        Reload
      </button>
    </div>
  );
}

async function buildInFolder(): Promise<string | undefined> {
  try {
    const response = await fetch(chrome.runtime.getURL("/build.json"), { cache: "no-store" });
    return v.parse(BuildSchema, await response.json()).id;
  } catch {
    return undefined;
  }
}
