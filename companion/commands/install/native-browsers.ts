/** Which browsers can start Pagewire by a native messaging host, where each looks for it, and what it must be told. */

import { existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { FIREFOX_ID, NATIVE_HOST } from "../../../shared/protocol/install/native-words.ts";

/** Fixed by the key in the manifest (wxt.config.ts). */
export const CHROME_ORIGIN = "chrome-extension://bdamihdgndefjajdfjjnhbegdejnmjae/";

export interface HostBrowser {
  readonly name: string;
  readonly isFirefox: boolean;
  /** Where its user's settings may lie: one of them is there once it was opened for the first time. */
  readonly settings: readonly string[];
  /** The folder that it reads manifests from; on Windows they may be anywhere. */
  readonly manifests: string;
  /** The key that names the manifest on Windows. */
  readonly registryKey?: string;
}

/** Each browser's folder of settings on Linux and on macOS, and its key on Windows. */
const CHROMIUMS = [
  ["Chrome", "google-chrome", "Google/Chrome", "Google\\Chrome"],
  ["Chromium", "chromium", "Chromium", "Chromium"],
  ["Edge", "microsoft-edge", "Microsoft Edge", "Microsoft\\Edge"],
  ["Brave", "BraveSoftware/Brave-Browser", "BraveSoftware/Brave-Browser", "BraveSoftware\\Brave-Browser"],
] as const;

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  readonly homeDir: string;
  /** Pagewire's own home folder: `npm start` has a browser of its own there. */
  readonly home: string;
}

export function surroundings(home: string): Surroundings {
  return { platform: process.platform, environment: process.env, homeDir: homedir(), home };
}

/** The browsers that can be told on this system, whether they are there or not. */
export function hostBrowsers({ platform, environment, homeDir, home }: Surroundings): HostBrowser[] {
  if (platform === "win32") return onWindows(hostFolder({ platform, environment, homeDir, home }));
  const isMac = platform === "darwin";
  const { XDG_CONFIG_HOME: named } = environment;
  const library = path.join(homeDir, "Library", "Application Support");
  const config = named && path.isAbsolute(named) ? named : path.join(homeDir, ".config");
  const chromium = (name: string, settings: string): HostBrowser => ({
    name,
    isFirefox: false,
    settings: [settings],
    manifests: path.join(settings, "NativeMessagingHosts"),
  });
  const mozilla = isMac ? path.join(library, "Mozilla") : path.join(homeDir, ".mozilla");
  return [
    ...CHROMIUMS.map(([name, linux, mac]) =>
      chromium(name, isMac ? path.join(library, mac) : path.join(config, linux)),
    ),
    chromium("npm start", path.join(home, ".state", "browser")),
    {
      name: "Firefox",
      isFirefox: true,
      // Since version 147 a new one keeps its settings with those of others; manifests it reads from the old place alone.
      settings: isMac ? [path.join(library, "Firefox")] : [mozilla, path.join(config, "mozilla")],
      manifests: path.join(mozilla, isMac ? "NativeMessagingHosts" : "native-messaging-hosts"),
    },
  ];
}

function onWindows(folder: string): HostBrowser[] {
  const told = (name: string, key: string, isFirefox: boolean): HostBrowser => ({
    name,
    isFirefox,
    settings: [folder],
    manifests: path.join(folder, isFirefox ? "firefox" : "chrome"),
    registryKey: `HKCU\\Software\\${key}\\NativeMessagingHosts\\${NATIVE_HOST}`,
  });
  return [...CHROMIUMS.map(([name, , , key]) => told(name, key, false)), told("Firefox", "Mozilla", true)];
}

/** Only those that have been opened once: no settings are made for a browser that is not there. On Windows that can't be told. */
export function isPresent({ settings, registryKey }: HostBrowser): boolean {
  return registryKey !== undefined || settings.some((folder) => existsSync(folder));
}

export function manifestFile({ manifests }: HostBrowser): string {
  return path.join(manifests, `${NATIVE_HOST}.json`);
}

/** What a browser is told: which program, and that only our extension may start it. */
export function manifestFor({ isFirefox }: HostBrowser, program: string): string {
  const allowed = isFirefox ? { allowed_extensions: [FIREFOX_ID] } : { allowed_origins: [CHROME_ORIGIN] };
  const manifest = {
    name: NATIVE_HOST,
    description: "Starts Pagewire's companion",
    path: program,
    type: "stdio",
    ...allowed,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Where the program lies that browsers start. */
export function hostFolder({ platform, environment, homeDir }: Surroundings): string {
  const { XDG_DATA_HOME: data, LOCALAPPDATA: local } = environment;
  if (platform === "win32") return path.join(local || path.join(homeDir, "AppData", "Local"), "Pagewire");
  if (platform === "darwin") return path.join(homeDir, "Library", "Application Support", "Pagewire");
  return path.join(data && path.isAbsolute(data) ? data : path.join(homeDir, ".local", "share"), "pagewire");
}

/** Whether a browser says that our extension has started this: Chromium names its origin, Firefox its id last. */
export function isOurCaller(words: readonly string[]): boolean {
  return words.includes(CHROME_ORIGIN) || words[1] === FIREFOX_ID;
}
