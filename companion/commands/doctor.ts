/** `pagewire doctor`: looks at everything that can be wrong, and says how to mend each thing. */

import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { LOOPBACK_ADDRESS } from "../../shared/protocol/limits.ts";
import { CompanionEvent } from "../../shared/protocol/topics.ts";
import { readConfig } from "../config.ts";
import { FreeSpace } from "../files/free-space.ts";
import { type Home, prepareHome } from "../files/home.ts";
import { readRunning } from "../running.ts";
import { VERSION } from "../version.ts";
import { connectControl } from "./control.ts";
import { Exit, type Terminal } from "./terminal.ts";

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
  readonly fix: string;
}

const NEEDED_NODE = 24;
const HEALTH_TIMEOUT_MS = 2_000;

/** Runs every check; exits with 1 if one fails. */
export async function doctor(home: Home, terminal: Terminal): Promise<Exit> {
  const findings = [
    nodeVersion(),
    homeFolder(home),
    await freeSpace(home),
    settings(home),
    await port(home),
    ...(await companion(home)),
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
    prepareHome(home);
    return { check: "home", ok: true, detail: home.root, fix: "" };
  } catch (error) {
    return { check: "home", ok: false, detail: sentence(error), fix: "Choose another folder with --home." };
  }
}

async function freeSpace(home: Home): Promise<Finding> {
  try {
    await new FreeSpace(home.root).check(0);
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

async function port(home: Home): Promise<Finding> {
  const running = readRunning(home.running);
  if (!running) {
    return {
      check: "port",
      ok: false,
      detail: "no companion has noted a port here",
      fix: "Run `npx pagewire start`.",
    };
  }
  const address = `${LOOPBACK_ADDRESS}:${running.port}`;
  try {
    const response = await fetch(`http://${address}/health`, {
      signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS),
    });
    const text = await response.text();
    const isOurs = response.ok && text === '{"name":"pagewire"}';
    return {
      check: "port",
      ok: isOurs,
      detail: isOurs ? `${address} answers as Pagewire` : `another program answers on ${address}`,
      fix: "End the other program, or run `npx pagewire start --port N`.",
    };
  } catch {
    return {
      check: "port",
      ok: false,
      detail: `nothing answers on ${address}`,
      fix: "Run `npx pagewire start`.",
    };
  }
}

async function companion(home: Home): Promise<Finding[]> {
  try {
    const control = await connectControl(home);
    const { version, pid, revoked, clients: connected } = await control.ask(CompanionEvent.status);
    const { clients } = await control.ask(CompanionEvent.clients);
    control.close();
    const paired = Array.isArray(clients) ? clients.filter(isBrowser).length : 0;
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
        fix: "Run `npx pagewire pair` and open the link in the browser that has the extension.",
      },
    ];
  } catch (error) {
    return [{ check: "companion", ok: false, detail: sentence(error), fix: "Run `npx pagewire start`." }];
  }
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
