/** Tells every page of the extension that something in the database has changed. */

const CHANNEL = "pagewire-changes";

/** Which list has changed. */
export type Changed = "sends" | "received" | "pairing";
/** Whether this context has changed it, or another one. */
export type ChangedBy = "here" | "elsewhere";

type Listener = (changed: Changed, by: ChangedBy) => void;

const listeners = new Set<Listener>();
let channel: BroadcastChannel | undefined;

/** Says that a list has changed, to every context of the extension. */
export function announceChange(changed: Changed): void {
  openChannel().postMessage(changed);
  queueMicrotask(() => tell(changed, "here"));
}

/** Calls at every change; returns the unsubscriber. */
export function onChange(listener: Listener): () => void {
  openChannel();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** One for the whole context, which never hears itself: so own changes and those of others can be told apart. */
function openChannel(): BroadcastChannel {
  if (!channel) {
    channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === "sends" || data === "received" || data === "pairing") tell(data, "elsewhere");
    };
  }
  return channel;
}

function tell(changed: Changed, by: ChangedBy): void {
  for (const listener of [...listeners]) listener(changed, by);
}
