/** What every test of an agent stands on: a companion, a browser of Node's that is paired with it, and a real `pagewire mcp`. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Source } from "../../../shared/protocol/source.ts";
import { type Agent, openAgent } from "../../support/agent.ts";
import { type CompanionProcess, openCompanion } from "../../support/companion-process.ts";
import { makeImageFile } from "../../support/image-files.ts";
import {
  type NodeBrowser,
  offerOf,
  openLane,
  pairBy,
  sendOver,
  ticketOf,
} from "../../support/node-browser.ts";

export interface AgentGround {
  readonly companion: CompanionProcess;
  readonly browser: NodeBrowser;
  readonly agent: Agent;
  /** The folder of which the agent may show files. */
  readonly allowed: string;
  /** Sends a file to the inbox as the browser does, and returns the id it then has. */
  receive(name: string, bytes: Buffer, source?: Partial<Source>): Promise<string>;
  close(): Promise<void>;
}

/** Opens all of it. Whoever opens it closes it. */
export async function openAgentGround(): Promise<AgentGround> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const companion = await openCompanion();
    closers.push(() => companion.close());
    const browser = await pairBy(companion.pairUrl, "My browser");
    const allowed = await mkdtemp(path.join(tmpdir(), "pagewire-allowed-"));
    closers.push(() => rm(allowed, { recursive: true, force: true }));
    const agent = await openAgent(["--home", companion.home, "--allow", allowed]);
    closers.push(() => agent.close());
    return {
      ...{ companion, browser, agent, allowed, close },
      async receive(name, bytes, source) {
        const lane = await openLane(companion.port, await ticketOf(browser));
        const from: Source = {
          url: `https://example.com/${name}`,
          pageUrl: "https://example.com/page",
          at: Date.now(),
          ...source,
        };
        const offer = offerOf(bytes, { name, source: from });
        await sendOver(lane, offer, bytes);
        lane.socket.terminate();
        return offer.id;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A picture with noise of its own. */
export const picture = async (
  width: number,
  height: number,
  seed: string,
  format: "png" | "jpeg" = "png",
): Promise<Buffer> => (await makeImageFile(format, { width, height, seed })).bytes;
