/** What the companion's door takes from a command, and how it refuses one. */

/** The status with which it answers whoever it does not let in. */
export const REFUSED_STATUS = 403;

/** The subprotocols that a control socket offers, the bearer among them: as the phoenix client writes its `authToken`. */
export function phoenixProtocols(token: string): readonly [string, string] {
  return ["phoenix", `base64url.bearer.phx.${Buffer.from(token).toString("base64").replaceAll("=", "")}`];
}
