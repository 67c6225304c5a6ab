/** Topic patterns: an exact topic, or a prefix with a star at its end (`price:*`). */

import type { ChannelKind } from "./channel.ts";

/** Whether a topic fits a pattern. */
export function matchesTopic(pattern: string, topic: string): boolean {
  return pattern.endsWith("*") ? topic.startsWith(pattern.slice(0, -1)) : pattern === topic;
}

/** The kind of channel a topic belongs to. */
export function matchingKind(kinds: readonly ChannelKind[], topic: string): ChannelKind | undefined {
  return kinds.find((kind) => matchesTopic(kind.topics, topic));
}
