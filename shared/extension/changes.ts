/** Tells every page of the extension that something in the database has changed. */

const CHANNEL = "pagewire-changes";

/** Which list has changed. */
export type Changed = "sends" | "received" | "pairing";

let channel: BroadcastChannel | undefined;

/** Says that a list has changed, to every other context of the extension. */
export function announceChange(changed: Changed): void {
  channel ??= new BroadcastChannel(CHANNEL);
  channel.postMessage(changed);
}

/** Calls at every change another context announces; returns the unsubscriber. */
export function onChange(listener: (changed: Changed) => void): () => void {
  const listening = new BroadcastChannel(CHANNEL);
  listening.onmessage = (event: MessageEvent<unknown>) => {
    const { data } = event;
    if (data === "sends" || data === "received" || data === "pairing") listener(data);
  };
  return () => listening.close();
}
