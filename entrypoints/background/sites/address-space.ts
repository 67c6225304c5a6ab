/**
 * How private an address is: open to everyone, inside a network, or this computer itself.
 *
 * Only what an address says of itself is judged. An extension can't resolve names: a public name whose owner
 * lets it point at 127.0.0.1 is taken for public here, and what it serves is read like any site's. That is why
 * nothing private may be answered by the companion to a client that merely asks: its own door checks the Host.
 */

/** From the most public to the most private. */
export const ADDRESS_SPACES = ["public", "private", "loopback"] as const;
export type AddressSpace = (typeof ADDRESS_SPACES)[number];

/** IPv4 blocks that no public host has (RFC 6890 and what routers use): first address, prefix length, space. */
const IPV4_BLOCKS: readonly (readonly [string, number, AddressSpace])[] = [
  ["0.0.0.0", 8, "loopback"],
  ["127.0.0.0", 8, "loopback"],
  ["10.0.0.0", 8, "private"],
  ["100.64.0.0", 10, "private"],
  ["169.254.0.0", 16, "private"],
  ["172.16.0.0", 12, "private"],
  ["192.0.0.0", 24, "private"],
  ["192.168.0.0", 16, "private"],
  ["198.18.0.0", 15, "private"],
  ["224.0.0.0", 3, "private"],
];

/** Endings that no public name server answers for. */
const PRIVATE_ENDINGS = [".local", ".internal", ".lan", ".home.arpa", ".localdomain", ".intranet", ".corp"];
const LOOPBACK_NAMES = ["localhost", "localhost.localdomain", "localhost6", "ip6-localhost", "ip6-loopback"];

/** The space of an address, by its host; a file is this computer's own. `undefined` where no host is asked. */
export function spaceOf(address: string): AddressSpace | undefined {
  const url = URL.parse(address);
  if (url?.protocol === "file:") return "loopback";
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  // The parser has written every form of an IPv4 address (127.1, 0x7f000001) as four numbers already.
  const host = url.hostname.replace(/\.$/, "");
  if (host.startsWith("[")) return spaceOfIpv6(ipv6Groups(host.slice(1, -1)));
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) ? spaceOfIpv4(ipv4Number(host)) : spaceOfName(host);
}

/** Whether going from one address to the other leads to a more private place. */
export function isMorePrivate(from: string, to: string): boolean {
  const [start, end] = [spaceOf(from), spaceOf(to)];
  if (start === undefined || end === undefined) return false;
  return ADDRESS_SPACES.indexOf(end) > ADDRESS_SPACES.indexOf(start);
}

function spaceOfName(name: string): AddressSpace {
  if (LOOPBACK_NAMES.includes(name) || name.endsWith(".localhost")) return "loopback";
  // A name without a dot is looked up in the network's own domain.
  return !name.includes(".") || PRIVATE_ENDINGS.some((ending) => name.endsWith(ending))
    ? "private"
    : "public";
}

function spaceOfIpv4(address: number): AddressSpace {
  for (const [first, length, space] of IPV4_BLOCKS) {
    const size = 2 ** (32 - length);
    const start = ipv4Number(first);
    if (address >= start && address < start + size) return space;
  }
  return "public";
}

function ipv4Number(text: string): number {
  return text.split(".").reduce((number, part) => number * 256 + Number(part), 0);
}

/** Eight groups of 16 bits, from the parser's own compressed form. */
function ipv6Groups(text: string): number[] {
  const [head = "", tail] = text.split("::");
  const groups = (part: string): number[] =>
    part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
  if (tail === undefined) return groups(head);
  const [before, after] = [groups(head), groups(tail)];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function spaceOfIpv6(groups: readonly number[]): AddressSpace {
  const [first = 0, second = 0] = groups;
  const embedded = (high: number): AddressSpace =>
    spaceOfIpv4((groups[high] ?? 0) * 0x10000 + (groups[high + 1] ?? 0));
  const startsWith = (...prefix: number[]): boolean =>
    prefix.every((group, index) => groups[index] === group);
  if (startsWith(0, 0, 0, 0, 0, 0)) {
    // "::" and "::1" are this computer; the rest of that block is the old form of an IPv4 address.
    return groups[6] === 0 && (groups[7] ?? 0) <= 1 ? "loopback" : embedded(6);
  }
  if (startsWith(0, 0, 0, 0, 0, 0xffff) || startsWith(0x64, 0xff9b, 0, 0, 0, 0)) return embedded(6);
  if (first === 0x2002) return embedded(1);
  if (first === 0x64 && second === 0xff9b) return "private";
  // Unique local, link local, site local, multicast.
  const isInside =
    (first & 0xfe00) === 0xfc00 ||
    (first & 0xffc0) === 0xfe80 ||
    (first & 0xffc0) === 0xfec0 ||
    first >= 0xff00;
  return isInside ? "private" : "public";
}
