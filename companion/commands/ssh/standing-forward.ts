/** The forward of another session to the same host: whether it still leads here, and taking its place when it ends. */

import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { LOOPBACK_ADDRESS } from "../../../shared/protocol/limits.ts";
import { type Remote, remoteIn } from "../control/remote.ts";
import { controlUpgrade } from "../control/upgrade.ts";
import type { SshLine } from "./ssh-line.ts";

/** The companion answers at once, also from the other side of the world: a forward that is silent has lost its session. */
const ANSWER_TIMEOUT_MS = 5_000;
const LET_IN = "HTTP/1.1 101 ";
const TRY_AGAIN_MS = 1_000;

/** What the note there says, where its port leads to the companion here, which takes its token. */
export async function standingForward(
  line: SshLine,
  note: string,
  port: number,
): Promise<Remote | undefined> {
  const remote = remoteIn(note);
  if (!remote) return undefined;
  const isOurs = await lets(connect(port, LOOPBACK_ADDRESS), port, remote.token);
  isOurs?.destroy();
  if (!isOurs) return undefined;
  const there = portOf(remote);
  const stands = await lets(line.through(there), there, remote.token);
  stands?.destroy();
  return stands && remote;
}

/** Forwards that port itself as soon as the other session does no more. Ends then, or with the signal. */
export async function keepForward(
  line: SshLine,
  remote: Remote,
  port: number,
  signal: AbortSignal,
): Promise<void> {
  const there = portOf(remote);
  while (!signal.aborted) {
    const stream = await lets(line.through(there), there, remote.token);
    if (stream) await closed(stream, signal);
    else if (await line.takeOver(there, port)) return;
    else await delay(TRY_AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
}

function portOf({ url }: Remote): number {
  return Number(new URL(url).port);
}

/** The stream, once the companion at its other end has let the token in; `undefined` where it does not. */
async function lets(stream: Duplex, port: number, token: string): Promise<Duplex | undefined> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let said = "";
  stream.on("data", (bytes: Buffer) => {
    if (said.length < LET_IN.length) said += bytes.toString("latin1");
    if (said.length >= LET_IN.length) resolve(said.startsWith(LET_IN));
  });
  for (const event of ["error", "end", "close"]) stream.on(event, () => resolve(false));
  const timer = setTimeout(() => resolve(false), ANSWER_TIMEOUT_MS);
  stream.write(controlUpgrade(port, token));
  const isIn = await promise;
  clearTimeout(timer);
  if (isIn) return stream;
  stream.destroy();
  return undefined;
}

async function closed(stream: Duplex, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const event of ["error", "end", "close"]) stream.on(event, () => resolve());
  signal.addEventListener("abort", () => resolve(), { once: true });
  if (!signal.aborted && !stream.destroyed) await promise;
  stream.destroy();
}
