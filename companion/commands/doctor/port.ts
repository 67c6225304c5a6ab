/** What `pagewire doctor` finds about the port: who has it, and whether the companion could listen on it. */

import { DEFAULT_PORT, LOOPBACK_ADDRESS } from "../../../shared/protocol/limits.ts";
import { readError } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";
import type { Home } from "../../home/home.ts";
import { isLocked } from "../../home/lock.ts";
import { PortTaken, portFlaw } from "../../server/taken-port.ts";
import { answersAsPagewire } from "../control/control.ts";
import type { Finding } from "../shown/doctor-lines.ts";

/** So many ports above the usual one are tried for one that is free. */
const TRIED_PORTS = 20;

/** Who has the port: our companion, another home folder's, another program, the system, nobody. */
export async function portFinding(asked: number | undefined, noted: number | undefined, home: Home) {
  const number = asked ?? noted ?? DEFAULT_PORT;
  const address = `${LOOPBACK_ADDRESS}:${number}`;
  const isOurs = number === noted && isLocked(home.lock);
  const found = (ok: boolean, detail: string, fix: string): Finding => ({ check: "port", ok, detail, fix });
  if (await answersAsPagewire(number)) {
    const detail = text(isOurs ? "doctor.port-ours" : "doctor.port-other-home", { address });
    return found(isOurs, detail, isOurs ? "" : text("doctor.port-other-home-fix", await another()));
  }
  const flaw = await portFlaw(number);
  if (flaw instanceof PortTaken)
    return isOurs
      ? found(false, text("doctor.port-silent", { address }), text("doctor.restart-fix"))
      : found(false, text("doctor.port-other", { address }), text("doctor.port-other-fix", await another()));
  if (flaw !== undefined)
    return found(false, readError(flaw), text("doctor.port-forbidden-fix", await another()));
  if (isOurs) return found(false, text("doctor.port-silent", { address }), text("doctor.restart-fix"));
  return found(true, text("doctor.port-free", { address }), "");
}

/** A port that could be listened on just now, to be named in a fix. */
async function another(): Promise<{ readonly port: number | string }> {
  for (let port = DEFAULT_PORT + 1; port <= DEFAULT_PORT + TRIED_PORTS; port += 1)
    if ((await portFlaw(port)) === undefined) return { port };
  // The system picks one.
  return { port: 0 };
}
