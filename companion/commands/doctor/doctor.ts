/** `pagewire doctor`: looks at everything that can be wrong, and says how to fix it. */

import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { CompanionEvent } from "../../../shared/protocol/topics.ts";
import { readError } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";
import { FreeSpace } from "../../files/free-space.ts";
import { systemMarker } from "../../files/marks/origin-marks.ts";
import type { Home } from "../../home/home.ts";
import { noteOfHere } from "../../home/place.ts";
import { readRunning } from "../../home/running.ts";
import { extensionFolder } from "../../package-folder.ts";
import { localTime } from "../../process/local-time.ts";
import { VERSION } from "../../process/version.ts";
import { type CommandContext, connectControl } from "../control/control.ts";
import { type Finding, showFindings } from "../shown/doctor-lines.ts";
import { CommandFailed, Exit } from "../terminal/terminal.ts";
import { compiled, disks, homeFolder, privateParts, sending, settings, shared } from "./folders.ts";
import { portFinding } from "./port.ts";

const NEEDED_NODE = 24;

export interface DoctorOptions {
  /** The port to look at in place of the one that the companion has, or would have. */
  readonly port?: number;
}

/** Runs every check; exits with 1 if one fails. */
export async function doctor({ home, terminal }: CommandContext, options: DoctorOptions): Promise<Exit> {
  const folder = homeFolder(home);
  // What is in a folder that is not trusted says nothing about a companion of ours.
  const note = folder.ok ? noteOfHere(readRunning(home.running), home.root) : undefined;
  const port = await portFinding(options.port, note?.port, home);
  // Nor is anything tried in it.
  const tried = folder.ok ? [disks(home), sending(home), shared(home)] : [];
  const needed = [nodeVersion(), folder, ...tried, settings(home)];
  const findings = [
    ...needed,
    privateParts(home),
    await freeSpace(home),
    compiled(),
    port,
    ...(await companion(home, folder.ok, startFix(needed, port))),
    originMarks(home),
    extensionBuild(),
  ];
  const failed = findings.filter(({ ok }) => !ok).length;
  showFindings(findings, terminal);
  if (!(await terminal.taken())) return Exit.done;
  if (failed > 0) terminal.say(text("doctor.summary", { failed, all: findings.length }));
  return failed === 0 ? Exit.done : Exit.failed;
}

function nodeVersion(): Finding {
  const major = Number(process.versions.node.split(".")[0]);
  return {
    check: "node",
    ok: major >= NEEDED_NODE,
    detail: text("doctor.node", { version: process.versions.node }),
    fix: text("doctor.node-fix"),
  };
}

async function freeSpace(home: Home): Promise<Finding> {
  try {
    for (const folder of [home.root, home.inbox]) await new FreeSpace(existingPartOf(folder)).check(0);
    return { check: "disk", ok: true, detail: text("doctor.disk"), fix: "" };
  } catch (error) {
    return {
      check: "disk",
      ok: false,
      detail: readError(error),
      fix: text("doctor.disk-fix"),
    };
  }
}

/** The folder itself, or the one it would be made in. */
function existingPartOf(folder: string): string {
  const parent = path.dirname(folder);
  return existsSync(folder) || parent === folder ? folder : existingPartOf(parent);
}

/** How a companion is started that does not run: never by what would fail just as the findings say. */
function startFix(needed: readonly Finding[], port: Finding): string {
  if (needed.some(({ ok }) => !ok)) return text("doctor.start-later-fix");
  return port.ok ? text("doctor.start-fix") : port.fix;
}

async function companion(home: Home, isTrusted: boolean, howToStart: string): Promise<Finding[]> {
  const check = "companion";
  if (!isTrusted) {
    return [{ check, ok: false, detail: text("doctor.not-asked"), fix: text("doctor.not-asked-fix") }];
  }
  try {
    const control = await connectControl(home);
    const { version, pid, revoked, clients: connected } = await control.ask(CompanionEvent.status);
    const { clients } = await control.ask(CompanionEvent.clients);
    control.close();
    const paired = Array.isArray(clients) ? clients.filter(isBrowser).length : 0;
    const isRevoked = paired === 0 && Number(revoked) > 0;
    return [
      {
        check,
        ok: true,
        detail: text("doctor.companion", { version: String(version), pid: String(pid) }),
        fix: "",
      },
      {
        check: "version",
        ok: version === VERSION,
        detail: text("doctor.versions", { running: String(version), command: VERSION }),
        fix: text("doctor.versions-fix"),
      },
      {
        check: "paired",
        ok: paired > 0,
        detail: text("doctor.paired", {
          paired,
          connected: String(connected),
          revoked: String(revoked),
        }),
        fix: text(isRevoked ? "doctor.revoked-fix" : "doctor.pair-fix"),
      },
    ];
  } catch (error) {
    // How to start it is the fix: nobody need be told twice.
    const isPlain = error instanceof CommandFailed && error.said?.code === "command.not-running";
    const detail = isPlain ? text("doctor.not-running") : readError(error);
    return [{ check, ok: false, detail, fix: howToStart }];
  }
}

/** A convenience: without it nothing else is missing. */
function originMarks(home: Home): Finding {
  const detail = text(systemMarker(home.marks) ? "doctor.marks" : "doctor.no-marks");
  return { check: "origin", ok: true, detail, fix: "" };
}

function extensionBuild(): Finding {
  const folder = extensionFolder();
  const manifest = path.join(folder, "manifest.json");
  const built = statSync(manifest, { throwIfNoEntry: false });
  return {
    check: "extension",
    ok: built !== undefined,
    detail: built
      ? text("doctor.built", { time: localTime(built.mtimeMs), folder })
      : text("doctor.not-built"),
    fix: text("doctor.build-fix"),
  };
}

function isBrowser(client: unknown): boolean {
  return typeof client === "object" && client !== null && "kind" in client && client.kind === "browser";
}
