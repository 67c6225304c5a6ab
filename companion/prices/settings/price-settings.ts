/** What the settings say of prices: other addresses and keys for venues, their order, and streams of the user's own. */

import * as v from "valibot";
import { text } from "../../../shared/texts/text.ts";
import { OwnStreamSchema } from "./own-stream-settings.ts";
import { REAL_VENUES, VENUE_NAMES } from "./venue-names.ts";

const BUILT_IN: readonly string[] = VENUE_NAMES;

const addressesSchema = v.strictObject({
  url: v.optional(addressSchema(/^wss?:\/\//, () => text("config.socket-address"))),
  restUrl: v.optional(addressSchema(/^https?:\/\//, () => text("config.rest-address"))),
  key: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[\x21-\x7e]{1,256}$/, () => text("venue.key-form")),
    ),
  ),
});

function addressSchema(beginning: RegExp, sentence: () => string) {
  return v.pipe(
    v.string(),
    v.check((address) => beginning.test(address) && URL.canParse(address), sentence),
  );
}

/** By a venue's lower-case name. */
export const VenueAddressesSchema = v.record(
  v.picklist(VENUE_NAMES, () => text("config.venue", { names: VENUE_NAMES.join(", ") })),
  addressesSchema,
);
export type VenueAddresses = Readonly<v.InferOutput<typeof VenueAddressesSchema>>;

export const PriceSettingsSchema = v.pipe(
  v.strictObject({
    venues: v.optional(VenueAddressesSchema),
    /** The venues that are asked, the first first, and no others. */
    order: v.optional(v.array(v.string())),
    streams: v.optional(v.array(OwnStreamSchema)),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { order = [], streams = [] } = dataset.value;
    const own = streams.map(({ name }) => name);
    const known: readonly string[] = [...REAL_VENUES, ...own];
    const say = (key: "order" | "streams", said: string): void =>
      addIssue({
        message: said,
        path: [{ type: "object", origin: "value", input: dataset.value, key, value: dataset.value[key] }],
      });
    const taken = own.find((name, index) => BUILT_IN.includes(name) || own.indexOf(name) !== index);
    if (taken !== undefined) say("streams", text("venue.taken", { venue: taken }));
    const unknown = order.find((name) => !known.includes(name));
    if (unknown !== undefined) say("order", text("config.venue", { names: known.join(", ") }));
    const twice = order.find((name, index) => order.indexOf(name) !== index);
    if (twice !== undefined) say("order", text("venue.twice", { venue: twice }));
  }),
);
export type PriceSettings = Readonly<v.InferOutput<typeof PriceSettingsSchema>>;
