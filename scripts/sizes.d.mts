/** The programs that are weighed. */
type Weighed = "popup" | "background" | "sidepanel" | "chart";
export const LIMITS_KB: Readonly<Record<Weighed, number>>;
export function sizesOf(extensionDir: string): Record<Weighed, number>;
export function sizeLines(extensionDir: string): string[];
