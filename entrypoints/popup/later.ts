/** What the popup needs a moment after its first rows are on the screen: loaded apart, so that it does not wait for it. */

import { useEffect, useState } from "preact/hooks";

const load = (): Promise<typeof import("./loaded-later.ts")> => import("./loaded-later.ts");

/** `undefined` until it is there. */
export function useLater(): Awaited<ReturnType<typeof load>> | undefined {
  const [later, setLater] = useState<Awaited<ReturnType<typeof load>>>();
  useEffect(() => void load().then((loaded) => setLater(() => loaded)), []);
  return later;
}
