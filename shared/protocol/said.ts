/** What an end says to people, as data beside its English sentence: a code of the catalogue and what is filled in. */

/** A reader whose catalogue does not have the code shows the sentence beside it. */
export interface Said {
  readonly code: string;
  readonly parameters?: Readonly<Record<string, SaidParameter>> | undefined;
}

/** A sentence may hold another one: the reason for a failure, for instance. */
export type SaidParameter = string | number | Said;

const MAX_CODE_CHARACTERS = 64;
const MAX_PARAMETERS = 8;
const MAX_PARAMETER_CHARACTERS = 512;
/** How deep sentences may lie within each other. */
const MAX_DEPTH = 2;

/** Reads what came from outside; `undefined` for anything else. It never throws: the sentence beside it says the same. */
export function decodeSaid(value: unknown): Said | undefined {
  return decodeWithin(value, 0);
}

function decodeWithin(value: unknown, depth: number): Said | undefined {
  if (!isRecord(value) || typeof value.code !== "string" || value.code.length > MAX_CODE_CHARACTERS) {
    return undefined;
  }
  const { code, parameters } = value;
  if (parameters === undefined) return { code };
  if (!isRecord(parameters)) return undefined;
  const entries = Object.entries(parameters);
  if (entries.length > MAX_PARAMETERS) return undefined;
  const decoded: [string, SaidParameter][] = [];
  for (const [name, parameter] of entries) {
    const known = decodeParameter(parameter, depth);
    if (known === undefined) return undefined;
    decoded.push([name, known]);
  }
  return { code, parameters: Object.fromEntries(decoded) };
}

function decodeParameter(value: unknown, depth: number): SaidParameter | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value === "string") return value.length <= MAX_PARAMETER_CHARACTERS ? value : undefined;
  return depth < MAX_DEPTH ? decodeWithin(value, depth + 1) : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
