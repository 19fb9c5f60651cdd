// Verifies receipts with nothing of ours: the formats read anew, hashing and signatures by WebCrypto.
// Reads a list of { key, receipt, entry } in JSON from the standard input, bytes in base64; writes a list of true and false.
import { webcrypto } from "node:crypto";

const { subtle } = webcrypto;
const utf8 = new TextEncoder();
const same = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0;
const sha256 = async (...parts) => Buffer.from(await subtle.digest("SHA-256", Buffer.concat(parts)));

async function readKey(text) {
  const [name, id, rest] = [...text.split("+").slice(0, 2), text.split("+").slice(2).join("+")];
  const bytes = Buffer.from(rest, "base64");
  const [kind, material] = [bytes[0], bytes.subarray(1)];
  if (kind === 1) {
    const hash = await sha256(utf8.encode(`${name}\n`), bytes);
    const key = await subtle.importKey("raw", material, { name: "Ed25519" }, false, ["verify"]);
    return { name, id, hash, verify: (text, signature) => subtle.verify("Ed25519", key, signature, text) };
  }

  const hash = await sha256(material);
  const key = await subtle.importKey("spki", material, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
  return { name, id, hash, verify: (text, signature) => subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, plain(signature), text) };
}

// WebCrypto wants the two numbers one after the other, 32 bytes each; notes have them in ASN.1.
function plain(der) {
  const number = at => der.subarray(at + 2, at + 2 + der[at + 1]);
  const r = number(2);
  const s = number(4 + r.length);
  const fixed = bytes => Buffer.concat([Buffer.alloc(32), bytes]).subarray(-32);
  return Buffer.concat([fixed(r), fixed(s)]);
}

async function verifies({ key: printed, receipt, entry }) {
  const key = await readKey(printed);
  if (key.hash.subarray(0, 4).toString("hex") !== key.id) return false;
  const text = Buffer.from(receipt, "base64").toString("utf8");
  const blank = text.indexOf("\n\n");
  const head = text.slice(0, blank).split("\n");
  if (head.shift() !== "c2sp.org/tlog-proof@v1") return false;
  if (head[0].startsWith("extra ")) head.shift();
  const index = BigInt(head.shift().replace(/^index /, ""));
  const proof = head.map(line => Buffer.from(line, "base64"));

  const note = text.slice(blank + 2);
  const end = note.lastIndexOf("\n\n");
  const [body, lines] = [note.slice(0, end + 1), note.slice(end + 2).trimEnd().split("\n")];
  const line = lines.map(l => l.split(" ")).find(([dash, name]) => dash === "—" && name === key.name);
  const signature = Buffer.from(line[2], "base64");
  if (!same(signature.subarray(0, 4), key.hash.subarray(0, 4))) return false;
  if (!await key.verify(utf8.encode(body), signature.subarray(4))) return false;

  const [origin, size, root] = body.split("\n");
  if (origin !== key.name) return false;
  let [at, last] = [index, BigInt(size) - 1n];
  if (at > last) return false;
  let hash = await sha256(Buffer.from([0]), Buffer.from(entry, "base64"));
  // Bottom up: a node that is the last of its row and has nobody to its left goes up as it is.
  while (last > 0n) {
    if (at % 2n === 1n) hash = await sha256(Buffer.from([1]), proof.shift(), hash);
    else if (at < last) hash = await sha256(Buffer.from([1]), hash, proof.shift());
    at /= 2n;
    last /= 2n;
  }

  return proof.length === 0 && same(hash, Buffer.from(root, "base64"));
}

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const answers = [];
for (const question of JSON.parse(Buffer.concat(chunks).toString("utf8"))) answers.push(await verifies(question).catch(() => false));
process.stdout.write(JSON.stringify(answers));
