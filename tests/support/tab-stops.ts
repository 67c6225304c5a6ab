/** What of a page the keyboard alone does not come to: by Tab, or by arrows inside what Tab comes to. */

import type { Page } from "playwright-core";

/** More presses than any page has stops: a trap of the keyboard ends here. */
const SPARE_PRESSES = 8;

const CONTROLS = "button, a[href], input, select, textarea, summary, [tabindex]";
/** One stop of Tab, within which arrows go on. */
const COMPOSITES =
  "[role=tablist], [role=grid], [role=toolbar], [role=menu], [role=listbox], [role=radiogroup], ul, ol, fieldset";

/** Each control in sight that no key comes to, by its label; the page's focus goes round once. */
export async function unreachedByKeys(page: Page): Promise<string[]> {
  const count = await page.evaluate((selector) => {
    const controls = [...document.querySelectorAll<HTMLElement>(selector)].filter(
      (control) =>
        control.checkVisibility({ visibilityProperty: true, opacityProperty: false }) &&
        !control.matches(":disabled, [inert], [inert] *"),
    );
    for (const [index, control] of controls.entries()) control.dataset.control = String(index);
    (document.activeElement as HTMLElement | null)?.blur();
    return controls.length;
  }, CONTROLS);
  const reached = new Set<string>();
  for (let presses = 0; presses < count + SPARE_PRESSES; presses++) {
    await page.keyboard.press("Tab");
    const index = await page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.control);
    if (index !== undefined) reached.add(index);
  }
  return await page.evaluate(
    ([all, selector]) => {
      const isReached = (control: Element): boolean =>
        all.includes((control as HTMLElement).dataset.control ?? "");
      const isBeside = (control: HTMLElement): boolean => {
        const around = control.parentElement?.closest(selector);
        return around ? [...around.querySelectorAll("[data-control]")].some(isReached) : false;
      };
      return [...document.querySelectorAll<HTMLElement>("[data-control]")]
        .filter((control) => !isReached(control) && !isBeside(control))
        .map(
          (control) =>
            `no key comes to ${control.getAttribute("aria-label") ?? control.outerHTML.slice(0, 120)}`,
        );
    },
    [[...reached], COMPOSITES] as const,
  );
}
