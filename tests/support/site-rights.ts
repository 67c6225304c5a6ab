/** What the browser lets the extension read of sites: all of it given at once, taken away, or asked for page by page. */
import type { Page } from "playwright-core";
import type { Desktop } from "./desktop.ts";
import { eventually } from "./eventually.ts";

/** What can be said to the extension's own question. */
export type Answer = "every" | "only" | "never";

/** Page capture and all sites: one question of the browser's, for it words them alike. */
const EVERYTHING = { permissions: ["pageCapture"], origins: ["*://*/*"] };

/** On a busy machine the browser takes a question's first answer for none. */
const ATTEMPTS = 3;
const GRANT_MS = 5_000;

/** Gives everything that may be asked for, through the browser's real question. */
export async function allowEverySite(desktop: Desktop): Promise<void> {
  const page = await desktop.openExtensionPage("options.html");
  await page.bringToFront();
  const isGiven = (): Promise<boolean> =>
    page.evaluate((wanted) => chrome.permissions.contains(wanted as object), EVERYTHING);
  for (let attempt = 1; !(await isGiven()); attempt += 1) {
    // The answer comes with the question's end: it is not waited for here.
    await page.evaluate((wanted) => void chrome.permissions.request(wanted as object), EVERYTHING);
    await desktop.acceptPermissionPrompt();
    await eventually("the permission", isGiven, { timeoutMs: GRANT_MS }).catch((error: unknown) => {
      if (attempt === ATTEMPTS) throw error;
    });
  }
  await page.close();
}

/** Gives all sites, and no capture of pages: pictures are asked from their sites. */
export async function allowSitesAlone(desktop: Desktop): Promise<void> {
  const page = await desktop.openExtensionPage("options.html");
  await page.bringToFront();
  await page.evaluate((origins) => void chrome.permissions.request({ origins }), EVERYTHING.origins);
  await desktop.acceptPermissionPrompt();
  await eventually("the permission", () =>
    page.evaluate((origins) => chrome.permissions.contains({ origins }), EVERYTHING.origins),
  );
  await page.close();
}

/** Takes all of it away again, and that nobody is to be asked; a page of the extension does it. */
export async function takeRightsAway(extensionPage: Page): Promise<void> {
  await extensionPage.evaluate(async () => {
    const optional = new Set<string>(chrome.runtime.getManifest().optional_permissions ?? []);
    const { permissions = [], origins = [] } = await chrome.permissions.getAll();
    await chrome.permissions.remove({
      permissions: permissions.filter((name) => optional.has(name)),
      // This computer's own is the extension's from the start.
      origins: origins.filter((origin) => !origin.includes("//127.0.0.1/")),
    });
    const { settings } = await chrome.storage.local.get("settings");
    if (settings) await chrome.storage.local.set({ settings: { ...settings, neverAsk: false } });
  });
}

/** The button of each answer, on the page the extension opens for its question. */
const BUTTONS: Readonly<Record<Answer, (host: string) => RegExp>> = {
  every: () => /^Every site/,
  only: (host) => new RegExp(`^Only ${host.replaceAll(".", "\\.")}`),
  never: () => /^Never/,
};

/** The extension's questions that stand open, each a page in a small window. */
export function openQuestions(desktop: Desktop): Page[] {
  return desktop.context.pages().filter((page) => page.url().includes("/ask.html"));
}

/** The page in which the extension asks, once it is open. */
export async function openQuestion(desktop: Desktop): Promise<Page> {
  return await eventually("the extension's question", () => openQuestions(desktop)[0]);
}

/** Waits for the extension's question, answers it with the real mouse, and the browser's own after it. */
export async function answerQuestion(desktop: Desktop, answer: Answer, host: string): Promise<void> {
  const question = await openQuestion(desktop);
  await desktop.click(question, question.getByRole("button", { name: BUTTONS[answer](host) }));
  if (answer === "never") return;
  // What was given once, and taken away, the browser gives again without a question of its own.
  const isAsked = await eventually("the browser's question, or none", async () => {
    if (await desktop.permissionPromptIsOpen()) return { asked: true };
    return question.isClosed() && { asked: false };
  });
  if (isAsked.asked) await desktop.acceptPermissionPrompt();
}
