/** The proxy that the environment names for an address: every stream and every request of a venue goes through it. */

import type { Agent } from "node:http";
import { createRequire } from "node:module";

/** The variables, as they stand in the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A way through a proxy, and what the proxy said where it let nothing through. */
export interface ProxyWay {
  readonly agent: Agent;
  /** The status of a refusal by the proxy itself. */
  refusal(): number | undefined;
  /** Whether the proxy has answered at all. */
  hasAnswered(): boolean;
  /** Ends the connection to the proxy, which may never answer; calling it again does nothing. */
  giveUp(): void;
}

/** Loaded where there is a proxy: it brings a dozen files along, and most computers have none. */
function loadAgents(): typeof import("https-proxy-agent") {
  return createRequire(import.meta.url)("https-proxy-agent");
}

/** The way for one connection; `undefined` where it goes straight. A tunnel, so that no proxy reads what passes. */
export function proxyWay(address: URL, environment: Environment = process.env): ProxyWay | undefined {
  const proxy = proxyFor(address, environment);
  if (proxy === undefined) return undefined;
  // What is asked over an agent can be given up at any time; the tunnel under it ends with this alone.
  const abort = new AbortController();
  const { HttpsProxyAgent } = loadAgents();
  const agent = new HttpsProxyAgent(proxy, { signal: abort.signal });
  let status: number | undefined;
  agent.on("proxyConnect", ({ statusCode }: { readonly statusCode: number }) => {
    status = statusCode;
  });
  return {
    agent,
    refusal: () => (status === 200 ? undefined : status),
    hasAnswered: () => status !== undefined,
    giveUp: () => abort.abort(),
  };
}

/** The address of the proxy; of a WebSocket that of `HTTPS_PROXY` first, as RFC 6455, 4.1 says. */
export function proxyFor(address: URL, environment: Environment): URL | undefined {
  if (isExempt(address, variable(environment, "NO_PROXY") ?? "")) return undefined;
  const names =
    address.protocol === "http:" ? ["HTTP_PROXY", "ALL_PROXY"] : ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"];
  const named = names.map((name) => variable(environment, name)).find((value) => value !== undefined);
  if (named === undefined) return undefined;
  const written = named.includes("://") ? named : `http://${named}`;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

/** Programs write these names either way; the small letters win, as with curl. */
function variable(environment: Environment, name: string): string | undefined {
  const value = (environment[name.toLowerCase()] ?? environment[name])?.trim();
  return value === "" ? undefined : value;
}

/** Whether `NO_PROXY` names the host: itself, a domain above it, with a port or without, or `*` for all. */
function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  const own = port || (/^(?:https|wss):$/.test(protocol) ? "443" : "80");
  return list
    .split(/[\s,]/)
    .filter((item) => item !== "")
    .some((item) => {
      if (item === "*") return true;
      const colon = item.lastIndexOf(":");
      const [host, itemPort] =
        colon > 0 && /^\d+$/.test(item.slice(colon + 1))
          ? [item.slice(0, colon), item.slice(colon + 1)]
          : [item, own];
      const domain = host.toLowerCase().replace(/^\*?\./, "");
      return itemPort === own && (hostname === domain || hostname.endsWith(`.${domain}`));
    });
}
