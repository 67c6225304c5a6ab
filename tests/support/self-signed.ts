/** A certificate that signs itself, made anew each time: no program but Node is needed, and no key lies in the project. */
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** What a TLS server begins with. */
export interface SelfSigned {
  readonly key: string;
  readonly cert: string;
}

/** Identifiers as X.509 numbers them, in their encoded form. */
const ECDSA_WITH_SHA256 = Buffer.from("2a8648ce3d040302", "hex");
const COMMON_NAME = Buffer.from("550403", "hex");
const ALT_NAME = Buffer.from("551d11", "hex");
const TAG = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
  extensions: 0xa3,
  dnsName: 0x82,
};
const ALREADY_VALID = "20200101000000Z";
const STILL_VALID = "20991231235959Z";

/** Makes one for a name; a browser takes it only with `--ignore-certificate-errors`. */
export function makeSelfSigned(name = "*.test"): SelfSigned {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = der(TAG.sequence, der(TAG.oid, ECDSA_WITH_SHA256));
  const who = der(
    TAG.sequence,
    der(TAG.set, der(TAG.sequence, der(TAG.oid, COMMON_NAME), der(TAG.utf8, Buffer.from(name)))),
  );
  const serial = randomBytes(8);
  // A positive number that needs no leading zero.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const names = der(TAG.sequence, der(TAG.dnsName, Buffer.from(name)));
  const body = der(
    TAG.sequence,
    der(TAG.version, der(TAG.integer, Buffer.from([2]))),
    der(TAG.integer, serial),
    algorithm,
    who,
    der(TAG.sequence, der(TAG.time, Buffer.from(ALREADY_VALID)), der(TAG.time, Buffer.from(STILL_VALID))),
    who,
    publicKey.export({ type: "spki", format: "der" }),
    der(TAG.extensions, der(TAG.sequence, der(TAG.sequence, der(TAG.oid, ALT_NAME), der(TAG.octets, names)))),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign("sha256", body, privateKey)]);
  const whole = der(TAG.sequence, body, algorithm, der(TAG.bits, signature));
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
  };
}

/** One value in DER: its tag, its length, its content. */
function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthBytes(content.length)]), content]);
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  if (length < 0x100) return [0x81, length];
  return [0x82, length >> 8, length & 0xff];
}
