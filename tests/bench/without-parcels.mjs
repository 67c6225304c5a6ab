/** Put in front of a companion it makes it one of the time before parcels: it does not say that it takes them. */

import { registerHooks } from "node:module";

const SAYS_IT = '["lanes", PARCELS_FEATURE,';

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith("/proving/proof-exchange.ts")) return loaded;
    const source = String(loaded.source);
    if (!source.includes(SAYS_IT)) throw new Error(`${url} does not say ${SAYS_IT}`);
    return { ...loaded, source: source.replace(SAYS_IT, '["lanes",') };
  },
});
