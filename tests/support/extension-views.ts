/** What the extension shows outside of tabs (popup, side panel) as Playwright pages, and its service worker's life. */
import type { Page } from "playwright-core";
import type { RunningChromium } from "./chromium.ts";
import { eventually, type WaitOptions } from "./eventually.ts";
import { attachToWorker, type WorkerSession } from "./worker-session.ts";

/** The url of a page of the extension. */
export function extensionUrl(extensionId: string, path: string): string {
  return `chrome-extension://${extensionId}/${path}`;
}

/** The id of an open document that Playwright has not attached to: a popup or a side panel. */
export async function findView({ session }: RunningChromium, url: string): Promise<string | undefined> {
  const { targetInfos } = await session.send("Target.getTargets");
  return targetInfos.find(
    (info) => info.url.startsWith(url) && info.type !== "service_worker" && !info.attached,
  )?.targetId;
}

/** How long one attaching may take before the view is looked for anew: a popup that is closing never answers. */
const ATTACH_TRY_MS = 10_000;
const VIEW_MS = 45_000;

/**
 * Waits for a popup or a side panel and returns its page. It stays a real popup: a click elsewhere closes it,
 * `page.close()` does too.
 */
export async function attachToView(
  chromium: RunningChromium,
  url: string,
  options?: WaitOptions,
): Promise<Page> {
  return await eventually(
    `the view ${url}`,
    async () => {
      const targetId = await findView(chromium, url);
      return targetId === undefined ? undefined : await attach(chromium, targetId, url);
    },
    { timeoutMs: VIEW_MS, ...options },
  );
}

async function attach(chromium: RunningChromium, targetId: string, url: string): Promise<Page> {
  const announced = chromium.context.waitForEvent("page", {
    predicate: (page) => page.url().startsWith(url),
    timeout: ATTACH_TRY_MS,
  });
  chromium.pipe.attach(targetId);
  const page = await announced;
  // Its load event may have been before the attaching: the document itself knows.
  await eventually(`${url} to be loaded`, () => page.evaluate(() => document.readyState === "complete"));
  // Nothing is painted before the view is really shown.
  await page.evaluate(
    () => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))),
  );
  return page;
}

/** The ids of all open documents of this address, attached to or not. */
export async function viewIds({ session }: RunningChromium, url: string): Promise<string[]> {
  const { targetInfos } = await session.send("Target.getTargets");
  return targetInfos.filter((info) => info.url.startsWith(url)).map((info) => info.targetId);
}

/** The ids of the extension's running service worker: one, or none. No debugger is attached to it. */
async function runningWorkers({ session }: RunningChromium, extensionId: string): Promise<string[]> {
  const { targetInfos } = await session.send("Target.getTargets");
  const origin = extensionUrl(extensionId, "");
  return targetInfos
    .filter((info) => info.type === "service_worker" && info.url.startsWith(origin))
    .map((info) => info.targetId);
}

/** Whether the extension's service worker runs now. */
export async function serviceWorkerRunning(chromium: RunningChromium, extensionId: string): Promise<boolean> {
  return (await runningWorkers(chromium, extensionId)).length > 0;
}

/** Makes the browser stop the extension's service worker, as idleness does, and returns when it has stopped. */
export async function stopServiceWorker(chromium: RunningChromium, extensionId: string): Promise<void> {
  const [targetId] = await runningWorkers(chromium, extensionId);
  if (targetId === undefined) return;
  await chromium.session.send("Target.closeTarget", { targetId });
  await eventually(
    "the service worker to stop",
    async () => !(await runningWorkers(chromium, extensionId)).includes(targetId),
  );
}

/** Attaches to the extension's running service worker. */
export async function attachToServiceWorker(
  chromium: RunningChromium,
  extensionId: string,
): Promise<WorkerSession> {
  const targetId = await eventually("the service worker to run", async () => {
    const [id] = await runningWorkers(chromium, extensionId);
    return id;
  });
  return await attachToWorker(chromium.session, targetId);
}
