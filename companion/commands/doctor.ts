/** `pagewire doctor`: looks at everything that can be wrong, and says how to mend each thing. */

import { existsSync, statSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { DEFAULT_PORT, LOOPBACK_ADDRESS } from "../../shared/protocol/limits.ts";
import { CompanionEvent } from "../../shared/protocol/topics.ts";
import { readConfig } from "../config.ts";
import { FreeSpace } from "../files/free-space.ts";
import { checkHome, type Home, openToOthers } from "../files/home.ts";
import { systemMarker } from "../files/origin-marks.ts";
import { isLocked } from "../lock.ts";
import { readRunning } from "../running.ts";
import { VERSION } from "../version.ts";
import { answersAsPagewire, connectControl } from "./control.ts";
import { Exit, type Terminal } from "./terminal.ts";

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix: string;
}

const NEEDED_NODE = 24;
const CONNECT_TIMEOUT_MS = 2_000;

/** Runs every check; exits with 1 if one fails. */
export async function doctor(home: Home, terminal: Terminal): Promise<Exit> {
  const findings = [
    nodeVersion(),
    homeFolder(home),
    privateParts(home),
    await freeSpace(home),
    settings(home),
    await port(home),
    ...(await companion(home)),
    originMarks(home),
    extensionBuild(),
  ];
  for (const finding of findings) {
    const { check, ok, detail, fix } = finding;
    terminal.data(
      { ...finding, fix: ok ? "" : fix },
      `${ok ? "ok  " : "FAIL"}  ${check}: ${detail}${ok || fix === "" ? "" : ` → ${fix}`}`,
    );
  }
  return findings.every((finding) => finding.ok) ? Exit.done : Exit.failed;
}

function nodeVersion(): Finding {
  const major = Number(process.versions.node.split(".")[0]);
  return {
    check: "node",
    ok: major >= NEEDED_NODE,
    detail: `Node ${process.versions.node}`,
    fix: "Run `npm install` in the checkout and start through `npx pagewire`.",
  };
}

function homeFolder(home: Home): Finding {
  try {
    const isThere = checkHome(home);
    const detail = isThere ? home.root : `${home.root} is not there yet; the first start makes it`;
    return { check: "home", ok: true, detail, fix: "" };
  } catch (error) {
    return { check: "home", ok: false, detail: sentence(error), fix: "Choose another folder with --home." };
  }
}

function privateParts(home: Home): Finding {
  const open = openToOthers(home);
  return {
    check: "private",
    ok: open.length === 0,
    detail:
      open.length === 0
        ? "keys and state are for you alone"
        : `other users of this computer can look into ${open.join(", ")}`,
    fix: "Run `npx pagewire stop`, then `npx pagewire start`: it makes them private. Revoke and pair anew if somebody may have looked.",
  };
}

async function freeSpace(home: Home): Promise<Finding> {
  try {
    await new FreeSpace(existingPartOf(home.root)).check(0);
    return { check: "disk", ok: true, detail: "there is room for more files", fix: "" };
  } catch (error) {
    return {
      check: "disk",
      ok: false,
      detail: sentence(error),
      fix: "Free some space on the disk of the home folder.",
    };
  }
}

/** The folder itself, or the one it would be made in. */
function existingPartOf(folder: string): string {
  const parent = path.dirname(folder);
  return existsSync(folder) || parent === folder ? folder : existingPartOf(parent);
}

function settings(home: Home): Finding {
  try {
    readConfig(home.config);
    return {
      check: "config",
      ok: true,
      detail: existsSync(home.config) ? home.config : "no settings, all defaults",
      fix: "",
    };
  } catch (error) {
    return {
      check: "config",
      ok: false,
      detail: sentence(error),
      fix: `Mend ${home.config} or move it away.`,
    };
  }
}

/** Who has the port: our companion, another home folder's, another program, nobody. */
async function port(home: Home): Promise<Finding> {
  const noted = readRunning(home.running)?.port;
  const number = noted ?? DEFAULT_PORT;
  const address = `${LOOPBACK_ADDRESS}:${number}`;
  const isOurs = noted !== undefined && isLocked(home.lock);
  switch (await answering(number)) {
    case "pagewire":
      return {
        check: "port",
        ok: isOurs,
        detail: isOurs
          ? `${address} answers as Pagewire`
          : `the Pagewire of another home folder answers on ${address}`,
        fix: "Name that home folder with --home, or start this one with `npx pagewire start --port N`.",
      };
    case "other":
      return {
        check: "port",
        ok: false,
        detail: `another program answers on ${address}; it was told nothing`,
        fix: "End the other program, or run `npx pagewire start --port N`.",
      };
    case "nobody":
      return {
        check: "port",
        ok: !isOurs,
        detail: isOurs ? `nothing answers on ${address}` : `${address} is free`,
        fix: "Run `npx pagewire stop`, then `npx pagewire start`.",
      };
  }
}

async function answering(number: number): Promise<"pagewire" | "other" | "nobody"> {
  if (await answersAsPagewire(number)) return "pagewire";
  return (await isListening(number)) ? "other" : "nobody";
}

function isListening(number: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ port: number, host: LOOPBACK_ADDRESS, timeout: CONNECT_TIMEOUT_MS });
  socket.on("connect", () => resolve(true));
  for (const event of ["error", "timeout"]) socket.on(event, () => resolve(false));
  return promise.finally(() => socket.destroy());
}

async function companion(home: Home): Promise<Finding[]> {
  try {
    const control = await connectControl(home);
    const { version, pid, revoked, clients: connected } = await control.ask(CompanionEvent.status);
    const { clients } = await control.ask(CompanionEvent.clients);
    control.close();
    const paired = Array.isArray(clients) ? clients.filter(isBrowser).length : 0;
    const isRevoked = paired === 0 && Number(revoked) > 0;
    return [
      { check: "companion", ok: true, detail: `version ${version} runs as process ${pid}`, fix: "" },
      {
        check: "version",
        ok: version === VERSION,
        detail: `the companion runs ${version}, this command is ${VERSION}`,
        fix: "Run `npx pagewire stop`, then `npx pagewire start`; reload the extension.",
      },
      {
        check: "paired",
        ok: paired > 0,
        detail: `${paired} paired, ${connected} connected, ${revoked} revoked`,
        fix: isRevoked
          ? "Its pairing was revoked: run `npx pagewire pair` and open the link in that browser to pair it again."
          : "Run `npx pagewire pair` and open the link in the browser that has the extension.",
      },
    ];
  } catch (error) {
    return [{ check: "companion", ok: false, detail: sentence(error), fix: "Run `npx pagewire start`." }];
  }
}

/** A convenience: without it nothing else is missing. */
function originMarks(home: Home): Finding {
  const detail = systemMarker(home.marks)
    ? "received files are marked with where they came from"
    : "this system has nothing to mark received files with; `pagewire inbox` knows where each came from";
  return { check: "origin", ok: true, detail, fix: "" };
}

function extensionBuild(): Finding {
  const folder = path.resolve(import.meta.dirname, "../../.output/chrome-mv3");
  const manifest = path.join(folder, "manifest.json");
  const built = statSync(manifest, { throwIfNoEntry: false });
  return {
    check: "extension",
    ok: built !== undefined,
    detail: built ? `built ${built.mtime.toISOString()} in ${folder}` : "the extension is not built",
    fix: "Run `npm run build`, then load the folder .output/chrome-mv3 in chrome://extensions.",
  };
}

function isBrowser(client: unknown): boolean {
  return typeof client === "object" && client !== null && "kind" in client && client.kind === "browser";
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
