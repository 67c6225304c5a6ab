/** The real Firefox with the extension installed for good, driven by WebDriver BiDi. */

import { accessSync, constants } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { FIREFOX_ID } from "../../../shared/protocol/install/native-words.ts";
import { startOwnedProcess } from "../owned-process.ts";
import { type Bidi, connectBidi } from "./bidi.ts";

/** What Firefox would draw by lot for each installation: here it is known beforehand. */
export const UUID = "0b0a6a1e-6f5b-4a57-9d1c-3d5b2f0c7a11";

export interface FirefoxOptions {
  readonly display: string;
  readonly profileDir: string;
  readonly width: number;
  readonly height: number;
  /** Further preferences. */
  readonly preferences: Readonly<Record<string, string | number | boolean>>;
}

/** A running Firefox. */
export interface RunningFirefox {
  readonly bidi: Bidi;
  readonly pid: number;
  /** Closes as its user would: the profile is written. */
  close(): Promise<void>;
  /** Kills every process of it at once. */
  kill(): Promise<void>;
}

const QUIT_TIMEOUT_MS = 15_000;
const KILL_TIMEOUT_MS = 10_000;
const START_TIMEOUT_MS = 60_000;

/** Nothing is asked of the network, nothing greets, and every name leads to this computer. */
const PREFERENCES = {
  "extensions.webextensions.uuids": JSON.stringify({ [FIREFOX_ID]: UUID }),
  "xpinstall.signatures.required": false,
  "extensions.autoDisableScopes": 0,
  "network.dns.forceResolve": "127.0.0.1",
  "network.proxy.type": 0,
  "dom.security.https_first": false,
  "dom.security.https_only_mode": false,
  "app.update.disabledForTesting": true,
  "app.normandy.enabled": false,
  "browser.aboutwelcome.enabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "browser.safebrowsing.downloads.enabled": false,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "browser.startup.page": 0,
  "browser.tabs.warnOnClose": false,
  "browser.warnOnQuit": false,
  "browser.sessionstore.resume_from_crash": false,
  "browser.topsites.contile.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "datareporting.policy.dataSubmissionPolicyBypassNotification": true,
  "extensions.getAddons.cache.enabled": false,
  "extensions.update.enabled": false,
  "extensions.systemAddon.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "services.settings.server": "data:,",
  "termsofuse.bypassNotification": true,
  "toolkit.startup.max_resumed_crashes": -1,
  "toolkit.telemetry.enabled": false,
  "toolkit.telemetry.server": "data:,",
  "trailhead.firstrun.didSeeAboutWelcome": true,
  // Without a window manager a press of the mouse in a popup counts as one beside it, which would close it.
  "ui.popup.disable_autohide": true,
  // A question that has just been asked takes no answer for a moment, lest it be one by mistake.
  "security.notification_enable_delay": 0,
  "layout.css.devPixelsPerPx": "1.0",
} as const;

/** `FIREFOX_PATH`, or the first known name on the path. */
export function findFirefox(): string {
  const { FIREFOX_PATH, PATH = "" } = process.env;
  if (FIREFOX_PATH) return FIREFOX_PATH;
  const folders = ["/usr/bin", ...PATH.split(path.delimiter).filter(Boolean)];
  for (const file of ["firefox-esr", "firefox"].flatMap((name) => folders.map((at) => path.join(at, name)))) {
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {}
  }
  throw new Error("no Firefox found; install firefox-esr, or set FIREFOX_PATH");
}

/** Starts the browser on a display, and installs the extension where the profile has none yet. */
export async function launchFirefox(options: FirefoxOptions): Promise<RunningFirefox> {
  const { profileDir, width, height } = options;
  await writePreferences(profileDir, options.preferences);
  // What a browser that was killed has left there is not for the next one.
  await rm(path.join(profileDir, "WebDriverBiDiServer.json"), { force: true });
  const owned = await startOwnedProcess(
    findFirefox(),
    [
      "--no-remote",
      ...["--profile", profileDir],
      ...["--remote-debugging-port", "0", "--remote-allow-system-access"],
      ...["--width", String(width), "--height", String(height)],
      "about:blank",
    ],
    {
      env: {
        ...process.env,
        DISPLAY: options.display,
        HOME: profileDir,
        LANG: "en_US.UTF-8",
        MOZ_CRASHREPORTER_DISABLE: "1",
      },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const kill = async (): Promise<void> => {
    owned.signal("SIGKILL");
    await owned.ended(KILL_TIMEOUT_MS);
  };
  try {
    const address = await remoteAddress(owned.child.stderr);
    const bidi = await connectBidi(`${address}/session`);
    await bidi.send("session.new", { capabilities: {} });
    const close = async (): Promise<void> => {
      bidi.send("browser.close").catch(() => undefined);
      await owned.ended(QUIT_TIMEOUT_MS).catch(kill);
    };
    return { bidi, pid: owned.pid, close, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

/** Installs an unpacked or packed extension; a packed one may stay for good. Returns its id. */
export async function installExtension(bidi: Bidi, file: string, isPermanent: boolean): Promise<string> {
  const { extension } = await bidi.send("webExtension.install", {
    extensionData: { type: isPermanent ? "archivePath" : "path", path: file },
    ...(isPermanent ? { "moz:permanent": true } : {}),
  });
  return String(extension);
}

async function writePreferences(profileDir: string, more: FirefoxOptions["preferences"]): Promise<void> {
  await mkdir(profileDir, { recursive: true });
  const lines = Object.entries({ ...PREFERENCES, ...more }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await writeFile(path.join(profileDir, "user.js"), `${lines.join("\n")}\n`);
}

async function remoteAddress(stderr: NodeJS.ReadableStream | null): Promise<string> {
  if (!stderr) throw new Error("Firefox has no standard error");
  const lines = createInterface({ input: stderr });
  const said: string[] = [];
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`Firefox names no address: ${said.join("\n")}`)),
      START_TIMEOUT_MS,
    );
    lines.on("line", (line) => {
      said.push(line);
      const address = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(line)?.[1];
      if (address) {
        clearTimeout(timer);
        resolve(address);
      }
    });
    lines.once("close", () => {
      clearTimeout(timer);
      reject(new Error(`Firefox has ended: ${said.join("\n")}`));
    });
  });
}
