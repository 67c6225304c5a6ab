/** What people call a coin, where that is not its ticker. */

const NAMES: Readonly<Record<string, string>> = {
  bitcoin: "BTC",
  ethereum: "ETH",
  ether: "ETH",
  solana: "SOL",
  ripple: "XRP",
  dogecoin: "DOGE",
  cardano: "ADA",
  tron: "TRX",
  avalanche: "AVAX",
  "shiba inu": "SHIB",
  toncoin: "TON",
  chainlink: "LINK",
  polkadot: "DOT",
  "bitcoin cash": "BCH",
  litecoin: "LTC",
  uniswap: "UNI",
  cosmos: "ATOM",
  stellar: "XLM",
  monero: "XMR",
  "ethereum classic": "ETC",
  filecoin: "FIL",
  algorand: "ALGO",
  tezos: "XTZ",
  zcash: "ZEC",
  tether: "USDT",
};

/** The ticker of a coin that was called by its name, in any case. */
export function coinNamed(name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(NAMES, key) ? NAMES[key] : undefined;
}
