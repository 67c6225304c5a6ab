/** Names that stand twice in one object of a JSON text: parsers keep the last of them and say nothing. */

interface Level {
  readonly names: Set<string>;
  /** The name whose value is being read; none in a list. */
  name: string;
  readonly isObject: boolean;
}

/** The path of the first name that is repeated; the text must be JSON. */
export function repeatedName(json: string): readonly string[] | undefined {
  const levels: Level[] = [];
  let isName = false;
  for (let at = 0; at < json.length; at++) {
    const level = levels.at(-1);
    switch (json[at]) {
      case "{":
      case "[":
        isName = json[at] === "{";
        levels.push({ names: new Set(), name: "", isObject: isName });
        break;
      case "}":
      case "]":
        levels.pop();
        isName = false;
        break;
      case ",":
        isName = level?.isObject ?? false;
        break;
      case '"': {
        const end = endOfText(json, at);
        if (isName && level) {
          level.name = String(JSON.parse(json.slice(at, end + 1)));
          if (level.names.has(level.name)) return levels.map(({ name }) => name);
          level.names.add(level.name);
          isName = false;
        }
        at = end;
      }
    }
  }
  return undefined;
}

/** Where the text that begins with this quotation mark ends. */
function endOfText(json: string, begin: number): number {
  let at = begin + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === "\\" ? 2 : 1;
  return at;
}
