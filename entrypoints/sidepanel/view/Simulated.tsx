/** The stripe over everything that is made up: it can't be taken for a market's price. */

import { DEMO_SYMBOL } from "../../../shared/protocol/price.ts";
import { text } from "../../../shared/texts/text.ts";

export function Simulated({ standsInFor }: { readonly standsInFor: string | undefined }) {
  return (
    <p class="simulated" data-stands-in={standsInFor !== undefined}>
      <strong>{text("panel.simulated")}</strong>
      <span>
        {standsInFor === undefined
          ? text("panel.simulated-why")
          : text("panel.simulated-instead", { demo: DEMO_SYMBOL, symbol: standsInFor })}
      </span>
    </p>
  );
}
