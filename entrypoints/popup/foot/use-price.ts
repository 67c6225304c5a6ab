/** The price of the symbol that the user has picked, while it is live. */

import { useEffect, useState } from "preact/hooks";
import type { Connection } from "../../../shared/extension/connection/connection.ts";
import type { PassingPrice } from "../../../shared/extension/prices/follow-price.ts";
import { readSettings } from "../../../shared/extension/store/settings.ts";

/** Nobody's venue is asked for who has never picked a symbol. What follows it is loaded when the popup stands. */
export function usePrice(connection: Connection | undefined): PassingPrice | undefined {
  const [price, setPrice] = useState<PassingPrice>();
  useEffect(() => {
    if (!connection) return;
    let isOver = false;
    let end = (): void => undefined;
    const begin = async (): Promise<void> => {
      const { symbol } = await readSettings();
      if (symbol === undefined) return;
      const { followPrice } = await import("../../../shared/extension/prices/follow-price.ts");
      if (!isOver) end = followPrice(connection, symbol, setPrice);
    };
    // A foot without a price is whole.
    begin().catch(() => undefined);
    return () => {
      isOver = true;
      end();
    };
  }, [connection]);
  return price;
}
