/** What `pagewire doctor` finds about folders and files: whose they are, who may look into them, and what they say. */

import { existsSync } from "node:fs";
import { shownList } from "../../../shared/texts/figures.ts";
import { readError } from "../../../shared/texts/said.ts";
import { sentence, text } from "../../../shared/texts/text.ts";
import { readConfig } from "../../config.ts";
import { cacheFlaw } from "../../home/compile-cache.ts";
import { type Crossing, crossing, keepsLocks, keepsModes } from "../../home/disk-trials.ts";
import type { Home } from "../../home/home.ts";
import { checkHome, openToOthers } from "../../home/home-folders.ts";
import { servedOnOther } from "../../home/running.ts";
import { reason } from "../../process/system-error.ts";
import type { Finding } from "../shown/doctor-lines.ts";

/** Whether the home folder can be used, and nobody else can change it. */
export function homeFolder(home: Home): Finding {
  try {
    const isThere = checkHome(home);
    const detail = isThere ? home.root : text("doctor.home-missing", { home: home.root });
    return { check: "home", ok: true, detail, fix: "" };
  } catch (error) {
    return {
      check: "home",
      ok: false,
      detail: readError(error),
      fix: text("doctor.home-fix"),
    };
  }
}

/** Whether anybody else can look into it. */
export function privateParts(home: Home): Finding {
  return {
    check: "private",
    ...foundOpen(home),
    fix: text(existsSync(home.state) && !keepsModes(home.state) ? "doctor.open-disk-fix" : "doctor.open-fix"),
  };
}

function foundOpen(home: Home): Pick<Finding, "ok" | "detail"> {
  try {
    const open = openToOthers(home);
    if (open.length === 0) return { ok: true, detail: text("doctor.private") };
    return { ok: false, detail: text("doctor.open", { places: shownList(open) }) };
  } catch (error) {
    // What is somebody else's may be closed to this user.
    return { ok: false, detail: readError(error) };
  }
}

/** Whether the folders' disks do what the companion needs; it is tried, in folders that are there. */
export function disks(home: Home): Finding {
  const check = "folders";
  if (!existsSync(home.staging) || !existsSync(home.inbox))
    return { check, ok: true, detail: text("doctor.folders-missing"), fix: "" };
  if (keepsLocks(home.state) === false) {
    const detail = text("home.no-locks", { folder: home.state });
    return { check, ok: false, detail, fix: text("doctor.home-fix") };
  }
  try {
    const detail = text(CROSSINGS[crossing(home.staging, home.inbox)]);
    return { check, ok: true, detail, fix: "" };
  } catch (error) {
    const detail = text("doctor.folders-useless", { reason: reason(error) });
    return { check, ok: false, detail, fix: text("doctor.disk-home-fix") };
  }
}

/** How what lies in the Outbox is kept for a browser; it is tried, in folders that are there. */
export function sending({ outbox, outgoing }: Home): Finding {
  const check = "sending";
  if (!existsSync(outbox) || !existsSync(outgoing))
    return { check, ok: true, detail: text("doctor.folders-missing"), fix: "" };
  try {
    const detail = text(isLinked(outbox, outgoing) ? "doctor.kept-by-link" : "doctor.kept-by-copy");
    return { check, ok: true, detail, fix: "" };
  } catch (error) {
    const detail = text("doctor.sending-useless", { reason: reason(error) });
    return { check, ok: false, detail, fix: text("doctor.home-fix") };
  }
}

function isLinked(outbox: string, outgoing: string): boolean {
  // An Outbox that takes no trial can be sent from all the same, as long as there is a place for the copies.
  const own = crossing(outgoing, outgoing);
  try {
    return own === "link" && crossing(outbox, outgoing) === "link";
  } catch {
    return false;
  }
}

const CROSSINGS = {
  link: "doctor.by-link",
  move: "doctor.by-move",
  copy: "doctor.by-copy",
} as const satisfies Record<Crossing, string>;

/** Whether another computer, or another folder's companion, serves the same files. */
export function shared(home: Home): Finding {
  const check = "shared";
  const served = servedOnOther(home);
  return served
    ? { check, ok: false, detail: sentence(served), fix: text("doctor.shared-fix") }
    : { check, ok: true, detail: text("doctor.not-shared"), fix: "" };
}

/** Whether the settings are right, and the user's own. */
export function settings(home: Home): Finding {
  try {
    readConfig(home.config);
    return {
      check: "config",
      ok: true,
      detail: existsSync(home.config) ? home.config : text("doctor.no-config"),
      fix: "",
    };
  } catch (error) {
    return {
      check: "config",
      ok: false,
      detail: readError(error),
      fix: text("doctor.config-fix", { file: home.config }),
    };
  }
}

/** Whether the code that Node keeps can be nobody else's. */
export function compiled(): Finding {
  const flaw = cacheFlaw();
  return {
    check: "cache",
    ok: flaw === undefined,
    detail: flaw ? sentence(flaw) : text("doctor.cache"),
    fix: text("doctor.cache-fix"),
  };
}
