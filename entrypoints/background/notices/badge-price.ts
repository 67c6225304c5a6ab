/** A price in the four characters that a badge has room for; pure. */

/** The price of the symbol that was pinned to the icon. */
export interface PinnedPrice {
  readonly symbol: string;
  /** In the venue's digits. */
  readonly price: string;
  readonly isLive: boolean;
}

/** "1.23", "12.3", "248", "3120", "64k", "1.2M"; what is smaller than all of them by its power of ten. */
export function badgePrice(price: string): string {
  const value = Number(price);
  if (value >= 999_500) return value >= 9_950_000 ? large(value, 1e6, "M") : `${(value / 1e6).toFixed(1)}M`;
  if (value >= 9_999.5) return large(value, 1e3, "k");
  if (value >= 99.95) return value.toFixed(0);
  if (value >= 9.995) return value.toFixed(1);
  return value >= 0.01 ? value.toFixed(2) : value.toExponential(0);
}

function large(value: number, unit: number, sign: string): string {
  const count = Math.round(value / unit);
  return count > 999 ? value.toExponential(0).replace("+", "") : `${count}${sign}`;
}
