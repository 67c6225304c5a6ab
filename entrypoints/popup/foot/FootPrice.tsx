/** What stands on the foot's button while the picked symbol has a live price: that, and else the button's words. */

import type { Connection } from "../../../shared/extension/connection/connection.ts";
import { text } from "../../../shared/texts/text.ts";
import { PriceChip } from "./PriceChip.tsx";
import { usePrice } from "./use-price.ts";

export function FootPrice({ connection }: { readonly connection: Connection | undefined }) {
  const price = usePrice(connection);
  return (
    <>
      <span class={price && "unseen"}>{text("popup.price-panel")}</span>
      {price && <PriceChip price={price} />}
    </>
  );
}
