/** What a checker for accessibility finds in a page. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

/** The rules of the checker that hang on colours: what is to hold in a second colour scheme as well. */
export const COLOUR_RULES = ["color-contrast", "link-in-text-block"] as const;

export interface CheckOptions {
  /** These rules alone. */
  readonly rules?: readonly string[] | undefined;
  /** Selectors of what is not looked at. */
  readonly exclude?: readonly string[];
}

interface Checker {
  run(
    context: object,
    options: object,
  ): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly nodes: readonly { readonly html: string }[];
    }[];
  }>;
}

let script: Promise<string> | undefined;

/** Each violation as its rule and the elements that break it. */
export async function violationsIn(
  page: Page,
  { rules, exclude = [] }: CheckOptions = {},
): Promise<string[]> {
  script ??= readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  // The page's own policy lets no script in but its files: the debugger's evaluation is not bound by it.
  await page.evaluate(await script);
  const found = await page.evaluate(
    ([context, options]) => (globalThis as unknown as { axe: Checker }).axe.run(context, options),
    [
      exclude.length > 0 ? { exclude: exclude.map((selector) => [selector]) } : { include: [["html"]] },
      rules ? { runOnly: [...rules] } : {},
    ] as const,
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
