/** What this browser calls itself to a companion. */

interface BrandedNavigator extends Navigator {
  readonly userAgentData?: {
    readonly brands: readonly { readonly brand: string }[];
    readonly platform: string;
  };
}

/** The systems' names, as Firefox writes them. */
const PLATFORMS = [
  [/\bAndroid\b/, "Android"],
  [/\bLinux\b/, "Linux"],
  [/\bWindows\b/, "Windows"],
  [/\bMacintosh\b/, "macOS"],
] as const;

/** What this browser is called in `pagewire clients`, until the user renames it. */
export function browserName(): string {
  if (import.meta.env.FIREFOX) {
    const platform = PLATFORMS.find(([form]) => form.test(navigator.userAgent))?.[1];
    return `Firefox${platform ? ` on ${platform}` : ""}`;
  }
  const { userAgentData }: BrandedNavigator = navigator;
  const brand = userAgentData?.brands
    .map((entry) => entry.brand)
    .find((name) => !/not.?a.?brand|chromium/i.test(name));
  return `${brand ?? "Chromium"}${userAgentData?.platform ? ` on ${userAgentData.platform}` : ""}`;
}
