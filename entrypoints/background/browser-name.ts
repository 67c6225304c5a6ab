/** What this browser calls itself to a companion. */

interface BrandedNavigator extends Navigator {
  readonly userAgentData?: {
    readonly brands: readonly { readonly brand: string }[];
    readonly platform: string;
  };
}

/** What this browser is called in `pagewire clients`, until the user renames it. */
export function browserName(): string {
  const { userAgentData }: BrandedNavigator = navigator;
  const brand = userAgentData?.brands
    .map((entry) => entry.brand)
    .find((name) => !/not.?a.?brand|chromium/i.test(name));
  return `${brand ?? "Chromium"}${userAgentData?.platform ? ` on ${userAgentData.platform}` : ""}`;
}
