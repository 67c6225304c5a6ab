/** What somebody may mean by an id, a name, or a part of one: clients, and files that wait. */

import { digitsFor } from "./short-ids.ts";

/** What it is found by. */
interface Named {
  readonly id: string;
  readonly name: string;
}

/** More are not named where it is not clear which is meant. */
const MAX_CANDIDATES = 5;
/** Of each name so much is said; a sentence's parameter has a limit on the wire. */
const MAX_CANDIDATE_CHARACTERS = 60;

/** Those that could be meant, for a sentence: each name, and so much of the id as says which. */
export function candidates(named: readonly Named[]): string {
  const digits = digitsFor(named.map(({ id }) => id));
  const listed = named.slice(0, MAX_CANDIDATES).map(({ id, name }) => {
    const characters = Array.from(name);
    const isCut = characters.length > MAX_CANDIDATE_CHARACTERS;
    const said = isCut ? `${characters.slice(0, MAX_CANDIDATE_CHARACTERS).join("")}…` : name;
    return `${said} (${id.slice(0, digits)})`;
  });
  return [...listed, ...(named.length > MAX_CANDIDATES ? ["…"] : [])].join(", ");
}

/**
 * The client with this id; else those with this name; else those whose id begins so or whose name holds it, whatever its
 * case. Several where it is not clear which.
 */
export function clientsNamed<Client extends Named>(said: string, clients: readonly Client[]): Client[] {
  if (said === "") return [];
  const withId = clients.filter(({ id }) => id === said);
  if (withId.length > 0) return withId;
  const withName = clients.filter(({ name }) => name === said);
  if (withName.length > 0) return withName;
  const lower = said.toLowerCase();
  return clients.filter(({ id, name }) => id.startsWith(lower) || name.toLowerCase().includes(lower));
}

/** Whether the first is called as the second with a number behind: a browser that was paired under a name that was taken. */
export function isNumbered(name: string, plain: string): boolean {
  const number = name.startsWith(`${plain} (`) && name.endsWith(")") ? name.slice(plain.length + 2, -1) : "";
  return /^[1-9]\d{0,8}$/.test(number);
}
