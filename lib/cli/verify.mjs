#!/usr/bin/env node
// Verifies an exported Countersign trail. One file, Node 18 or later, nothing to install, no network. Written apart from the
// product on purpose: it shares no code with what it checks. `node verify.mjs --help` says how to use it.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HELP = `Usage: node verify.mjs [folder] [--key KEY] [--checkpoint FILE] [--documents FOLDER]

  folder        the unzipped bundle; without it, the folder where this file is
  --key         the public key that you were given at another time or by another way (may be given several times)
  --checkpoint  a checkpoint file that you kept from earlier: proves that nothing up to it was changed or removed
  --documents   a folder with the documents themselves; without it, "documents" in the bundle if it is there

Exit code 0: everything holds. Exit code 1: something does not, and the lines that start with FAIL say what.`;
const MAX_FAILURES_SHOWN = 40;
const ED25519_DER_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const leafHash = (entry) => sha256(Buffer.of(0), entry);
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);
const base64 = (text) => Buffer.from(text ?? '', 'base64');
const entries = (count) => `${count} ${count === 1 ? 'entry' : 'entries'}`;
const read = (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '');
/** What comes from the bundle is shown without control, bidirectional and invisible characters. */
const shown = (text) => `${text}`.slice(0, 200).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');

const say = (word, sentence) => console.log(`${word.padEnd(5)} ${sentence}`);
const fail = (sentence) => failures++ < MAX_FAILURES_SHOWN && say('FAIL', sentence);

const text = { type: 'string' };
const options = { key: { ...text, multiple: true }, checkpoint: text, documents: text, help: { type: 'boolean' } };
const { values: given, positionals } = parseArgs({ options, allowPositionals: true });
const folder = positionals[0] ?? dirname(fileURLToPath(import.meta.url));
let failures = 0;

if (given.help) console.log(HELP);
else {
  await checkBundle().catch((error) => fail(`The bundle cannot be read: ${shown(error.message)}`));
  if (failures > MAX_FAILURES_SHOWN) say('FAIL', `… and ${failures - MAX_FAILURES_SHOWN} more.`);
  console.log(failures === 0 ? '\nVERIFIED' : `\nNOT VERIFIED (problems: ${failures})`);
  process.exitCode = failures === 0 ? 0 : 1;
}

async function checkBundle() {
  const keys = readKeys();
  const checkpoint = openCheckpoint(read('checkpoint'), keys, 'The checkpoint of the bundle');
  if (!checkpoint) return;
  say('OK', `The checkpoint of "${shown(checkpoint.origin)}" covers ${entries(checkpoint.size)} and its signature is right.`);
  const leaves = readLeafTiles(checkpoint);
  const documentHashes = await checkEntries(checkpoint, leaves);
  if (given.checkpoint)
    checkContinues(openCheckpoint(readFileSync(given.checkpoint, 'utf8'), keys, 'Your earlier checkpoint'), checkpoint, leaves);
  else say('NOTE', 'No earlier checkpoint was given. Keep the file "checkpoint": next time it proves that nothing was removed since.');
  checkDocuments(documentHashes);
}

// ---- signatures

function readKeys() {
  if (!given.key)
    say('NOTE', 'The public key comes from the bundle itself. Compare public-key.txt with the key that you know, or use --key.');
  return (given.key ?? read('public-key.txt').split('\n').filter(Boolean)).flatMap((line) => {
    const [, name, id, text] = /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line.trim()) ?? [];
    const typed = base64(text);
    if (typed.length === 33 && typed[0] === 1 && sha256(`${name}\n`, typed).toString('hex').startsWith(id)) {
      const der = Buffer.concat([ED25519_DER_PREFIX, typed.subarray(1)]);
      return [{ name, id, publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }) }];
    }
    fail(`This is not a public key of a trail: ${shown(line)}`);
    return [];
  });
}

/** The checkpoint as { origin, size, root, note }, or null after saying what is wrong. */
function openCheckpoint(note, keys, subject) {
  const cut = note.lastIndexOf('\n\n');
  const text = note.slice(0, cut + 1);
  const [origin, size, root] = text.split('\n');
  const isReadable = cut > 0 && /^\d{1,15}$/.test(size) && base64(root).length === 32;
  const signatures = [...note.slice(cut).matchAll(/^— (\S+) (\S+)$/gm)].flatMap(([, name, signature]) => {
    const key = keys.find((known) => known.name === name && known.id === base64(signature).toString('hex', 0, 4));
    return key ? [{ key, bytes: base64(signature).subarray(4) }] : [];
  });
  const isSigned = signatures.some(({ key, bytes }) => verify(null, Buffer.from(text), key.publicKey, bytes));
  if (isReadable && isSigned) return { origin, size: Number(size), root: base64(root), note };
  if (!isReadable) fail(`${subject} is missing or is not a checkpoint.`);
  else if (signatures.length === 0)
    fail(`${subject} is not signed by ${keys.map(({ name, id }) => `${shown(name)} (key ${id})`).join(' or ') || 'a known key'}.`);
  else fail(`${subject} has a wrong signature: it was changed after it was signed, or forged.`);
  return null;
}

// ---- entries

/** Answers the document hashes that entries name. */
async function checkEntries(checkpoint, leaves) {
  const seen = new Map();
  const count = { proven: 0, values: 0, hidden: 0, documentHashes: new Set() };
  for await (const line of createInterface({ input: createReadStream(join(folder, 'entries.jsonl')) })) {
    const entry = JSON.parse(line);
    const leaf = leafHash(Buffer.from(entry.payload, 'utf8'));
    if (seen.has(entry.index)) fail(`Entry ${shown(entry.index)} is in the bundle twice.`);
    seen.set(entry.index, leaf);
    if (isInTree(entry.index, leaf, checkpoint, leaves)) checkCommitments(entry, count);
    else fail(`Entry ${shown(entry.index)} is not what was signed: its text or its proof was changed.`);
  }
  const extent =
    seen.size === checkpoint.size
      ? 'This is every entry of the trail'
      : `This is an extract of ${entries(checkpoint.size)}: it cannot show that nothing was left out`;
  say(
    count.proven === seen.size ? 'OK' : 'NOTE',
    `${count.proven} of ${entries(seen.size)} stand in the signed tree with exactly this text. ${extent}.`,
  );
  say('OK', `Values that match what was committed to: ${count.values}. Withheld or erased: ${count.hidden}.`);
  if (seen.size === checkpoint.size)
    checkRoot(
      'The bundle holds every entry',
      [...seen.keys()].map((_, at) => seen.get(at)),
      checkpoint,
    );
  return count.documentHashes;
}

function checkCommitments({ index, payload, values }, count) {
  count.proven += 1;
  for (const [, hash] of payload.matchAll(/"sha256":"([0-9a-f]{64})"/g)) count.documentHashes.add(hash);
  const { committed } = JSON.parse(payload);
  for (const field of Object.keys({ ...committed, ...values })) {
    const value = values?.[field];
    if (!value) count.hidden += 1;
    else if (sha256(Buffer.from(value.salt, 'hex'), value.value).toString('hex') === committed?.[field]) count.values += 1;
    else fail(`Entry ${shown(index)}: the value shown for "${shown(field)}" is not the one that was recorded.`);
  }
}

function isInTree(index, leaf, checkpoint, leaves) {
  if (!Number.isSafeInteger(index) || index < 0 || (leaves && !leaves[index]?.equals(leaf))) return false;
  const proof = read(`proofs/${index}.tlog-proof`);
  if (!proof) return leaves !== null;
  const cut = proof.indexOf('\n\n');
  const [version, ...lines] = proof.slice(0, cut).split('\n');
  if (version !== 'c2sp.org/tlog-proof@v1' || lines.shift() !== `index ${index}` || proof.slice(cut + 2) !== checkpoint.note) return false;
  let hash = leaf;
  const isWhole = climb(BigInt(index), BigInt(checkpoint.size) - 1n, lines.map(base64), (sibling, isLeft) => {
    hash = isLeft ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
  });
  return isWhole && index < checkpoint.size && hash.equals(checkpoint.root);
}

/** Walks a proof upward (RFC 9162 §2.1.3.2, §2.1.4.2): says on which side each hash stands, and whether the walk ends at the root. */
function climb(node, last, path, visit) {
  for (const sibling of path) {
    if (last === 0n) return false;
    const isLeft = node % 2n === 1n || node === last;
    visit(sibling, isLeft);
    while (isLeft && node % 2n === 0n && node !== 0n) [node, last] = [node / 2n, last / 2n];
    [node, last] = [node / 2n, last / 2n];
  }
  return last === 0n;
}

// ---- the tree

/** The hash of every entry from tile/0, when the bundle carries them; null otherwise. */
function readLeafTiles(checkpoint) {
  if (!existsSync(join(folder, 'tile', '0'))) return null;
  const leaves = [];
  for (let index = 0; leaves.length < checkpoint.size; index += 1) {
    const width = Math.min(256, checkpoint.size - leaves.length);
    const digits = String(index).padStart(3 * Math.ceil(String(index).length / 3), '0');
    const name = `${digits.replace(/(\d{3})(?=\d)/g, 'x$1/')}${width < 256 ? `.p/${width}` : ''}`;
    const bytes = readFileSync(join(folder, 'tile', '0', name));
    for (let at = 0; at < width; at += 1) leaves.push(bytes.subarray(at * 32, at * 32 + 32));
  }
  checkRoot('The bundle holds the hashes of all entries', leaves, checkpoint);
  return leaves;
}

function checkRoot(what, leaves, { root }) {
  if (leaves.every(Boolean) && rootOf(leaves).equals(root)) say('OK', `${what}, and the tree built from them has the signed root.`);
  else fail(`${what}, but the tree built from them does not have the signed root.`);
}

function rootOf(leaves) {
  const edge = [];
  leaves.forEach((leaf, index) => {
    let hash = leaf;
    for (let rest = index; rest % 2 === 1; rest = (rest - 1) / 2) hash = nodeHash(edge.pop(), hash);
    edge.push(hash);
  });
  return edge.length === 0 ? sha256() : edge.reduceRight((right, left) => nodeHash(left, right));
}

// ---- the earlier checkpoint

function checkContinues(earlier, checkpoint, leaves) {
  if (!earlier) return;
  const proof = JSON.parse(read('consistency.json') || '[]').find(({ old_size: size }) => size === earlier.size);
  const { size } = earlier;
  if (earlier.origin !== checkpoint.origin) fail(`Your checkpoint is of another trail: "${shown(earlier.origin)}".`);
  else if (size > checkpoint.size)
    fail(`Your checkpoint covers ${entries(size)}, this trail has ${checkpoint.size}: it was rolled back and entries are lost.`);
  else if (size < checkpoint.size && !leaves && !proof)
    fail(`The bundle says nothing about your checkpoint. Export it again with since=${size}.`);
  else if (isContinued(earlier, checkpoint, leaves, proof))
    say('OK', `The trail continues your checkpoint of ${entries(size)}: nothing up to it was changed or removed.`);
  else fail(`Among the first ${entries(size)}, some were changed, removed or reordered since your checkpoint.`);
}

function isContinued(earlier, checkpoint, leaves, proof) {
  if (earlier.size === checkpoint.size) return earlier.root.equals(checkpoint.root);
  if (leaves) return rootOf(leaves.slice(0, earlier.size)).equals(earlier.root);
  return earlier.size === 0 || isConsistent(earlier, checkpoint, proof.path.map(base64));
}

function isConsistent(earlier, checkpoint, path) {
  let [node, last] = [BigInt(earlier.size) - 1n, BigInt(checkpoint.size) - 1n];
  while (node % 2n === 1n) [node, last] = [node / 2n, last / 2n];
  const [first, ...rest] = node === 0n ? [earlier.root, ...path] : path;
  let [before, now] = [first, first];
  const isWhole = climb(node, last, rest, (sibling, isLeft) => {
    if (isLeft) before = nodeHash(sibling, before);
    now = isLeft ? nodeHash(sibling, now) : nodeHash(now, sibling);
  });
  return isWhole && first !== undefined && before.equals(earlier.root) && now.equals(checkpoint.root);
}

// ---- documents

function checkDocuments(documentHashes) {
  const root = given.documents ?? join(folder, 'documents');
  const list = JSON.parse(read('documents.json') || '[]');
  for (const item of existsSync(root) ? readdirSync(root, { withFileTypes: true, recursive: true }) : []) {
    if (!item.isFile()) continue;
    const path = join(item.parentPath ?? item.path, item.name);
    const hash = sha256(readFileSync(path)).toString('hex');
    const known = list.find((document) => document.sha256 === hash);
    const name = known ? ` (${shown(known.document_id)}, version ${shown(known.version)})` : '';
    const file = `The file ${shown(relative(root, path))}`;
    if (documentHashes.has(hash)) say('OK', `${file} is, to the byte, the document that an entry names${name}.`);
    else if (known) say('NOTE', `${file} is as listed in documents.json${name}, but no entry of this bundle names its hash.`);
    else fail(`${file} is none of the documents that this bundle names: it was changed, or does not belong here.`);
  }
}
