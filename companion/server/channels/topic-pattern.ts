/** Topic patterns: an exact topic, or a prefix with a star at its end (`price:*`). */

import type { ChannelKind, Client } from "./channel.ts";

/** Whether a topic fits a pattern. */
export function matchesTopic(pattern: string, topic: string): boolean {
  return pattern.endsWith("*") ? topic.startsWith(pattern.slice(0, -1)) : pattern === topic;
}

/** The kind of channel a topic belongs to. */
export function matchingKind(kinds: readonly ChannelKind[], topic: string): ChannelKind | undefined {
  return kinds.find((kind) => matchesTopic(kind.topics, topic));
}

/** Whether a client's token is for this topic: a script's may be limited to some. */
export function mayUse(client: Client, topic: string): boolean {
  return client.topics?.some((pattern) => matchesTopic(pattern, topic)) ?? true;
}
