/** The side panel as its user works with it. */

import type { Page } from "playwright-core";

/** Opens the choice of symbols by the symbol's name, types, and presses Enter. */
export async function pickSymbol(panel: Page, typed: string): Promise<void> {
  const field = panel.getByRole("searchbox", { name: "Symbol" });
  if (!(await field.isVisible())) await panel.getByRole("heading", { level: 1 }).getByRole("button").click();
  await field.fill(typed);
  await field.press("Enter");
}

/** The last price as it is shown. */
export async function lastPrice(panel: Page): Promise<string> {
  return (await panel.getByLabel("Last price").textContent()) ?? "";
}
