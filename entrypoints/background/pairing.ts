/** Pairs this browser profile with the companion whose page asked for it. */

import * as v from "valibot";
import { readPairing, writePairing } from "../../shared/extension/pairing.ts";
import { requestLine, socketLine } from "../../shared/extension/proof-lines.ts";
import { hmacKey, ProveFailed, prove } from "../../shared/extension/prove.ts";
import { fromHex } from "../../shared/protocol/hex.ts";
import { transcriptBytes } from "../../shared/protocol/proof.ts";

export type PairAnswer = { paired: true } | { paired: false; message: string };

/** The companion's page, as the browser says who sent the message; the page itself has no say in it. */
const SenderSchema = v.object({
  frameId: v.literal(0),
  origin: v.pipe(v.string(), v.regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/)),
  url: v.string(),
});

/** Proves with the link's secret, derives the per-browser key and keeps it. */
export async function pair(
  { link, secret }: { link: string; secret: string },
  sender: chrome.runtime.MessageSender,
): Promise<PairAnswer> {
  const checked = v.safeParse(SenderSchema, sender);
  if (!checked.success || new URL(checked.output.url).pathname !== "/pair") {
    return { paired: false, message: "Only the companion's own pairing page can pair this browser." };
  }
  const port = Number(new URL(checked.output.origin).port);
  const known = await readPairing();
  try {
    const secretKey = await hmacKey(fromHex(secret));
    const request = { port, mode: "pair", id: link, key: secretKey, name: browserName() } as const;
    const { ticket, companionId, transcript } = await prove(request, socketLine(port)).catch(
      (error: unknown) => {
        // Where no WebSocket can be had, the link's proof goes over plain requests; a refusal stays one.
        if (error instanceof ProveFailed && error.code === "unreachable")
          return prove(request, requestLine(port));
        throw error;
      },
    );
    if (known && known.companionId !== companionId)
      console.info("Paired with another companion than before.");
    const key = await crypto.subtle.sign("HMAC", secretKey, transcriptBytes("key", transcript));
    await writePairing({
      companionId,
      clientId: ticket.clientId,
      port,
      key: await hmacKey(new Uint8Array(key)),
      pairedAt: Date.now(),
    });
    return { paired: true };
  } catch (error) {
    if (error instanceof ProveFailed && error.code === "wrong_proof") {
      return {
        paired: false,
        message: "The link is not complete: copy all of it, or run `npx pagewire pair` for a new one.",
      };
    }
    return { paired: false, message: error instanceof Error ? error.message : String(error) };
  }
}

interface BrandedNavigator extends Navigator {
  readonly userAgentData?: {
    readonly brands: readonly { readonly brand: string }[];
    readonly platform: string;
  };
}

/** What this browser is called in `pagewire clients`, until the user renames it. */
function browserName(): string {
  const { userAgentData }: BrandedNavigator = navigator;
  const brand = userAgentData?.brands
    .map((entry) => entry.brand)
    .find((name) => !/not.?a.?brand|chromium/i.test(name));
  return `${brand ?? "Chromium"}${userAgentData?.platform ? ` on ${userAgentData.platform}` : ""}`;
}
