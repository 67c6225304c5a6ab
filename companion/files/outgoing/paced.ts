/** Passes on the newest of many numbers, a few times a second. */

/** Listeners hear of one file's progress at most this often. */
const EVERY_MS = 250;

/** Takes each number and tells the newest, the first at once. */
export function paced(tell: (latest: number) => void): (value: number) => void {
  let latest = -1;
  let told = -1;
  let pause: NodeJS.Timeout | undefined;
  const tellLatest = (): void => {
    pause = undefined;
    if (latest === told) return;
    told = latest;
    pause = setTimeout(tellLatest, EVERY_MS).unref();
    tell(told);
  };
  return (value) => {
    latest = value;
    if (pause === undefined) tellLatest();
  };
}
