/** The connection of a command to a companion on another computer, through a forwarded port. */

import { once } from "node:events";
import { WebSocket } from "ws";
import { type Message, message } from "../../../shared/texts/message.ts";
import { errorCode } from "../../process/system-error.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";
import { phoenixProtocols, REFUSED_STATUS } from "./door.ts";
import type { Remote } from "./remote.ts";
import { type Answer, type JoinedTopic, joinTopic, openSocket } from "./socket.ts";

/** A line across the world, behind a first connection that is just being made. */
const FAR_TIMEOUT_MS = 10_000;

/** What a command can do with topics, wherever the companion is. */
export interface Topics {
  join(topic: string, payload?: object): Promise<JoinedTopic>;
  /** Resolves when the companion has gone away. */
  readonly lost: Promise<void>;
  close(): void;
}

/**
 * Connects. Throws `CommandFailed` with one sentence: with exit status 3 where nothing answers, with 1 where the token is not
 * taken or a stranger answers.
 */
export async function connectFar(remote: Remote): Promise<Topics> {
  const opened = await openSocket(remote.url, remote.token, WebSocket, FAR_TIMEOUT_MS);
  if (!opened) throw await whyNot(remote);
  const { socket, lost } = opened;
  return {
    join: (topic, payload = {}) => joinFar(remote, () => joinTopic(socket, topic, payload), topic),
    lost,
    close: () => socket.disconnect(),
  };
}

async function joinFar(
  remote: Remote,
  join: () => Promise<JoinedTopic>,
  topic: string,
): Promise<JoinedTopic> {
  const joined = await join().catch((error: unknown) => {
    const isOfOther = error instanceof CommandFailed && error.said?.code === "channel.forbidden";
    throw isOfOther ? new CommandFailed(message("far.token-elsewhere", { topic })) : error;
  });
  return {
    ...joined,
    ask: async (event, payload): Promise<Answer> => {
      try {
        return await joined.ask(event, payload);
      } catch (error) {
        // Older ones answer no push at all on these topics.
        const isOlder = error instanceof CommandFailed && error.said?.code === "command.no-answer";
        throw isOlder ? new CommandFailed(message("far.older", { url: remote.url })) : error;
      }
    },
  };
}

/** Why no connection can be had, told from how the other end refuses it: the phoenix client does not say. */
export async function whyNot({ url, token }: Remote): Promise<CommandFailed> {
  const socket = new WebSocket(`${url}/socket/websocket?vsn=2.0.0`, [...phoenixProtocols(token)], {
    handshakeTimeout: FAR_TIMEOUT_MS,
    perMessageDeflate: false,
  });
  const refused = once(socket, "unexpected-response").then(([, response]) => Number(response.statusCode));
  const opened = once(socket, "open").then(() => undefined);
  // The first two reject with what the third is told.
  const failed = once(socket, "close").then(() => undefined);
  try {
    const status = await Promise.race([refused, opened, failed]);
    if (status === undefined) return said("far.no-answer", url, Exit.notRunning);
    return said(status === REFUSED_STATUS ? "far.token-refused" : "far.stranger", url);
  } catch (error) {
    const isSilent = SILENT.has(errorCode(error) ?? "") || (error instanceof Error && isHangUp(error));
    return isSilent ? said("far.no-answer", url, Exit.notRunning) : said("far.stranger", url);
  } finally {
    for (const result of [refused, opened, failed]) result.catch(() => undefined);
    socket.on("error", () => undefined);
    socket.terminate();
  }
}

/** Nothing listens there, or a forward leads to where nothing does. */
const SILENT = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"]);

function isHangUp({ message: why }: Error): boolean {
  return why.includes("socket hang up") || why.includes("handshake has timed out");
}

function said(
  code: "far.no-answer" | "far.token-refused" | "far.stranger",
  url: string,
  exit: Exit = Exit.failed,
) {
  const what: Message = message(code, { url });
  return new CommandFailed(what, exit);
}
