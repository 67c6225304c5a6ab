/** The real browser: Chromium with an unpacked extension, driven by Playwright over the DevTools pipe. */
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";
import { Readable, Writable } from "node:stream";
import { type Browser, type BrowserContext, type CDPSession, chromium } from "playwright-core";
import { type DebuggerPipe, debuggerPipe } from "./debugger-pipe.ts";
import { eventually, PATIENCE_MS } from "./eventually.ts";
import { startOwnedProcess } from "./owned-process.ts";

/** What the browser is started with. */
export interface ChromiumOptions {
  readonly display: string;
  readonly extensionDir: string;
  readonly extensionId: string;
  /** The folders of further extensions, unpacked. */
  readonly otherExtensions: readonly string[];
  readonly profileDir: string;
  /** Chromium's `--host-resolver-rules`. */
  readonly hostRules: string;
  readonly width: number;
  readonly height: number;
  readonly extraArgs: readonly string[];
}

/** A running browser. */
export interface RunningChromium {
  readonly browser: Browser;
  readonly context: BrowserContext;
  /** The protocol at the level of the browser; attached to no target. */
  readonly session: CDPSession;
  readonly pipe: DebuggerPipe;
  readonly pid: number;
  /** Closes as a user would: the profile is written. */
  close(): Promise<void>;
  /** Kills every process of it at once, as a crash or a power cut would. */
  kill(): Promise<void>;
}

const NAMES = ["chromium", "chromium-browser", "google-chrome-for-testing"];
const QUIT_TIMEOUT_MS = 10_000;
const KILL_TIMEOUT_MS = 10_000;

/** Finds the browser: `CHROMIUM_PATH`, or the first known name on the path. Branded Chrome is no use: it ignores --load-extension. */
export async function findChromium(): Promise<string> {
  const { CHROMIUM_PATH, PATH = "" } = process.env;
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  const folders = ["/usr/bin", ...PATH.split(delimiter).filter(Boolean)];
  for (const candidate of NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    try {
      await access(candidate, constants.X_OK);
      return candidate;
    } catch {}
  }
  throw new Error(`no Chromium found; install one, or set CHROMIUM_PATH (looked for ${NAMES.join(", ")})`);
}

/** The id the browser gives an unpacked extension: from its manifest's key, or else from its folder's path. */
export async function extensionIdOf(extensionDir: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(extensionDir, "manifest.json"), "utf8"));
  const key =
    typeof manifest === "object" && manifest !== null && "key" in manifest ? manifest.key : undefined;
  const subject = typeof key === "string" ? Buffer.from(key, "base64") : Buffer.from(resolve(extensionDir));
  const hex = createHash("sha256").update(subject).digest("hex").slice(0, 32);
  return hex.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

/** Starts the browser on a display and connects to it. */
export async function launchChromium(options: ChromiumOptions): Promise<RunningChromium> {
  await pinToToolbar(options.profileDir, options.extensionId);
  const env: NodeJS.ProcessEnv = { ...process.env, DISPLAY: options.display, LANGUAGE: "en_US" };
  const owned = await startOwnedProcess(await findChromium(), chromiumArgs(options), {
    env,
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const [, , , toBrowser, fromBrowser] = owned.child.stdio;
  if (!(toBrowser instanceof Writable && fromBrowser instanceof Readable))
    throw new Error("no DevTools pipe");
  const kill = async (): Promise<void> => {
    owned.signal("SIGKILL");
    await owned.ended(KILL_TIMEOUT_MS);
  };
  try {
    const pipe = debuggerPipe(toBrowser, fromBrowser);
    const browser = await chromium.connectOverCDP(pipe, { noDefaults: true });
    const [context] = browser.contexts();
    if (!context) throw new Error("the browser has no default context");
    context.setDefaultTimeout(PATIENCE_MS);
    await eventually("the first tab", () => context.pages().length > 0);
    const session = await browser.newBrowserCDPSession();
    const close = async (): Promise<void> => {
      // The answer may be lost with the connection; whether the processes end is what counts.
      session.send("Browser.close").catch(() => undefined);
      await owned.ended(QUIT_TIMEOUT_MS).catch(kill);
    };
    return { browser, context, session, pipe, pid: owned.pid, close, kill };
  } catch (error) {
    await kill();
    throw error;
  }
}

function chromiumArgs(options: ChromiumOptions): string[] {
  const extensions = [options.extensionDir, ...options.otherExtensions].map((dir) => resolve(dir)).join(",");
  return [
    "--remote-debugging-pipe",
    `--user-data-dir=${options.profileDir}`,
    `--load-extension=${extensions}`,
    `--disable-extensions-except=${extensions}`,
    `--host-resolver-rules=${options.hostRules}`,
    "--window-position=0,0",
    `--window-size=${options.width},${options.height}`,
    "--force-device-scale-factor=1",
    "--lang=en-US",
    "--ozone-platform=x11",
    "--password-store=basic",
    "--use-mock-keychain",
    "--no-first-run",
    "--no-default-browser-check",
    "--hide-crash-restore-bubble",
    "--disable-search-engine-choice-screen",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-dev-shm-usage",
    "--disable-field-trial-config",
    "--metrics-recording-only",
    "--no-service-autorun",
    "--force-color-profile=srgb",
    // Sites under .test speak plain HTTP; and nothing asks the network for anything at start.
    "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,MediaRouter,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,LensOverlay",
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ...options.extraArgs,
    "about:blank",
  ];
}

/** Puts the extension's icon on the toolbar of a new profile, where a user would pin it. */
async function pinToToolbar(profileDir: string, extensionId: string): Promise<void> {
  const folder = join(profileDir, "Default");
  await mkdir(folder, { recursive: true });
  // Without developer mode an unpacked extension that reloads itself does not come back.
  const preferences = { extensions: { pinned_extensions: [extensionId], ui: { developer_mode: true } } };
  try {
    await writeFile(join(folder, "Preferences"), JSON.stringify(preferences), { flag: "wx" });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}
