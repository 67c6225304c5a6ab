/** What a hostile page tries, run inside it: each attempt tells what came of it. */

/** One attempt. */
export type Attempt =
  | { readonly by: "fetch"; readonly url: string; readonly init?: FetchWords }
  | {
      readonly by: "xhr";
      readonly url: string;
      readonly method?: string;
      readonly headers?: Record<string, string>;
    }
  | {
      readonly by: "socket";
      readonly url: string;
      readonly protocols?: readonly string[];
      readonly say?: string;
    }
  | { readonly by: "events"; readonly url: string }
  | { readonly by: "image" | "script" | "style" | "frame" | "object"; readonly url: string }
  | { readonly by: "beacon"; readonly url: string; readonly body: string }
  | { readonly by: "form"; readonly url: string; readonly fields: Record<string, string> };

/** What of a request a page chooses. */
export interface FetchWords {
  readonly method?: string;
  readonly body?: string;
  readonly mode?: "no-cors";
}

/** What an attempt got. */
export interface Got {
  /** Whether something opened or loaded that the page can use. */
  readonly opened: boolean;
  /** All the text that it could read. */
  readonly read: string;
}

/** Passed to `evaluate`: it must not use anything of this file. */
export async function attempt(spec: Attempt): Promise<Got> {
  const ANSWER_MS = 3_000;
  const NOTHING = { opened: false, read: "" };
  const within = (work: (done: (got: { opened: boolean; read: string }) => void) => void) =>
    new Promise<{ opened: boolean; read: string }>((resolve) => {
      setTimeout(() => resolve(NOTHING), ANSWER_MS);
      work(resolve);
    });
  const loaded = (element: HTMLElement, attribute: "src" | "href" | "data") =>
    within((done) => {
      element.addEventListener("error", () => done(NOTHING));
      element.addEventListener("load", () => {
        if (!(element instanceof HTMLIFrameElement)) return done({ opened: true, read: "" });
        try {
          // A page of our own origin would be readable; what the browser puts in a refused one's place is not.
          done({ opened: false, read: element.contentDocument?.body?.textContent ?? "" });
        } catch {
          done(NOTHING);
        }
      });
      element.setAttribute(attribute, spec.url);
      document.body.append(element);
    });
  switch (spec.by) {
    case "fetch":
      try {
        const response = await fetch(spec.url, { signal: AbortSignal.timeout(ANSWER_MS), ...spec.init });
        return { opened: response.type !== "opaque", read: await response.text() };
      } catch {
        return NOTHING;
      }
    case "xhr":
      return await within((done) => {
        const request = new XMLHttpRequest();
        request.open(spec.method ?? "GET", spec.url);
        for (const [name, value] of Object.entries(spec.headers ?? {})) request.setRequestHeader(name, value);
        request.onloadend = () => done({ opened: request.status !== 0, read: request.responseText });
        request.send();
      });
    case "socket":
      return await within((done) => {
        const socket = new WebSocket(spec.url, [...(spec.protocols ?? [])]);
        socket.onopen = () => {
          socket.onclose = () => done({ opened: true, read: "" });
          if (spec.say === undefined) done({ opened: true, read: "" });
          else socket.send(spec.say);
        };
        socket.onmessage = ({ data }) => done({ opened: true, read: String(data) });
        socket.onclose = () => done(NOTHING);
      });
    case "events":
      return await within((done) => {
        const source = new EventSource(spec.url);
        const end = (opened: boolean): void => {
          source.close();
          done({ opened, read: "" });
        };
        source.onopen = () => end(true);
        source.onerror = () => end(false);
      });
    case "image":
      return await loaded(document.createElement("img"), "src");
    case "script":
      return await loaded(document.createElement("script"), "src");
    case "style": {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      return await loaded(link, "href");
    }
    case "frame":
      return await loaded(document.createElement("iframe"), "src");
    case "object":
      return await loaded(document.createElement("object"), "data");
    case "beacon":
      navigator.sendBeacon(spec.url, spec.body);
      return NOTHING;
    case "form": {
      const frame = document.createElement("iframe");
      frame.name = `form${Math.random()}`;
      const form = document.createElement("form");
      Object.assign(form, { method: "post", action: spec.url, target: frame.name, enctype: "text/plain" });
      for (const [name, value] of Object.entries(spec.fields)) {
        const field = document.createElement("input");
        Object.assign(field, { type: "hidden", name, value });
        form.append(field);
      }
      document.body.append(frame, form);
      return await within((done) => {
        frame.addEventListener("load", () => {
          try {
            done({ opened: false, read: frame.contentDocument?.body?.textContent ?? "" });
          } catch {
            done(NOTHING);
          }
        });
        form.submit();
      });
    }
  }
}
