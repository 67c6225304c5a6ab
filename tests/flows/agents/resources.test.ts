/** The inbox as an agent's resources: their list, their bytes, and news of what comes and goes. */

import {
  ResourceListChangedNotificationSchema,
  ResourceUpdatedNotificationSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Agent } from "../../support/agent.ts";
import { type CompanionProcess, pagewire } from "../../support/companion-process.ts";
import { eventually } from "../../support/eventually.ts";
import { makeImageFile } from "../../support/image-files.ts";
import { type AgentGround, openAgentGround } from "./agent-ground.ts";

let ground: AgentGround;
let companion: CompanionProcess;
let agent: Agent;
beforeAll(async () => {
  ground = await openAgentGround();
  ({ companion, agent } = ground);
});
afterAll(() => ground?.close());

describe("its resources", () => {
  it("are the files of the inbox, newest first, with their types and sizes", async () => {
    const id = await ground.receive("listed.txt", Buffer.from("listed"), { title: "A page" });
    const { resources } = await agent.client.listResources();
    expect(resources[0]).toMatchObject({ uri: `pagewire://inbox/${id}`, name: "listed.txt", size: 6 });
    expect(resources[0]?.description).toContain("Words of the web page");
  });

  it("have a template", async () => {
    expect(await agent.client.listResourceTemplates()).toMatchObject({
      resourceTemplates: [{ uriTemplate: "pagewire://inbox/{id}" }],
    });
  });

  it("are listed in pages", async () => {
    for (let count = 0; count < 55; count += 1)
      await ground.receive(`page-${count}.txt`, Buffer.from(`page ${count}`));
    const first = await agent.client.listResources();
    const second = await agent.client.listResources({ cursor: first.nextCursor });
    expect(first.resources).toHaveLength(50);
    const uris = [...first.resources, ...second.resources].map(({ uri }) => uri);
    expect(new Set(uris).size).toBe(uris.length);
    expect(second.nextCursor).toBeUndefined();
    await expect(agent.client.listResources({ cursor: "x" })).rejects.toThrow("cursor");
  });

  it("are read as bytes, and as text where they are one", async () => {
    const { bytes } = await makeImageFile("png", { width: 8, height: 8, seed: "resource" });
    const id = await ground.receive("resource.png", bytes);
    expect(await agent.client.readResource({ uri: `pagewire://inbox/${id}` })).toMatchObject({
      contents: [{ mimeType: "image/png", blob: bytes.toString("base64") }],
    });
    expect(await agent.client.readResource({ uri: "pagewire://inbox/latest" })).toMatchObject({
      contents: [{ mimeType: "image/png" }],
    });
  });

  it.each([
    "pagewire://inbox/",
    "pagewire://outbox/x",
    "file:///etc/passwd",
    "pagewire://inbox/../keys",
    "pagewire://inbox/%2e%2e",
  ])("are not %s", async (uri) => {
    await expect(agent.client.readResource({ uri })).rejects.toThrow("is no resource here");
  });

  it("tell those who subscribed of what comes and goes", async () => {
    const updated: string[] = [];
    let lists = 0;
    agent.client.setNotificationHandler(
      ResourceUpdatedNotificationSchema,
      ({ params }) => void updated.push(params.uri),
    );
    agent.client.setNotificationHandler(ResourceListChangedNotificationSchema, () => {
      lists += 1;
    });
    await agent.client.subscribeResource({ uri: "pagewire://inbox/latest" });
    const id = await ground.receive("subscribed.txt", Buffer.from("subscribed"));
    await eventually("the news", () => updated.includes("pagewire://inbox/latest"));
    await agent.client.subscribeResource({ uri: `pagewire://inbox/${id}` });
    await pagewire(companion.home, ["rm", id]);
    await eventually("that it was removed", () => updated.includes(`pagewire://inbox/${id}`));
    expect(lists).toBeGreaterThanOrEqual(2);
    await agent.client.unsubscribeResource({ uri: "pagewire://inbox/latest" });
    updated.length = 0;
    const before = lists;
    await ground.receive("unheard.txt", Buffer.from("unheard"));
    await eventually("the list", () => lists > before);
    expect(updated).toEqual([]);
  });
});
