/** Where the database is: the browser's usual place, or another one since that could not be used any more. */

const KEY = "storeBucket";

/** Databases in a place of their own, which no damage of the usual one reaches (Chrome 122). */
interface StorageBuckets {
  open(
    name: string,
    options: { persisted: boolean; durability: "strict" },
  ): Promise<{ indexedDB: IDBFactory }>;
}

/** Goes where the database was begun anew, where it was. */
export async function goToPlace(): Promise<void> {
  // Tests without a browser have no settings, and the usual place.
  const known = await globalThis.chrome?.storage?.local?.get(KEY);
  const name: unknown = known?.[KEY];
  if (typeof name === "string") await useBucket(name);
}

/** Begins in a place that nothing was ever in. Throws where the browser has none to give. */
export async function goToFreshPlace(now: number): Promise<void> {
  const name = `pagewire-${now}`;
  await useBucket(name);
  await chrome.storage.local.set({ [KEY]: name });
}

/** What opens databases in this context does so there from now on. */
async function useBucket(name: string): Promise<void> {
  const { storageBuckets } = navigator as { readonly storageBuckets?: StorageBuckets };
  if (!storageBuckets) throw new Error("This browser has no other place.");
  const { indexedDB } = await storageBuckets.open(name, { persisted: true, durability: "strict" });
  Object.defineProperty(globalThis, "indexedDB", { value: indexedDB, configurable: true, writable: true });
}
