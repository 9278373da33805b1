#!/usr/bin/env node
// Verifies the dossier of an incident: first the signed trail that it carries, by verify.mjs beside this file, then that each fact
// of the dossier is what the entry it names says. One file, Node 18 or later, nothing to install, no network; it shares no code
// with what it checks. `node verify-dossier.mjs --help` says how to use it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const HELP = `Usage: node verify-dossier.mjs dossier.json|dossier.html [--runs FILE] [--key KEY] [--checkpoint FILE]

  The file is a dossier as it was exported, as JSON or as HTML. verify.mjs must lie beside this file.
  --runs                the list of all runs that was exported beside the dossier
  --key, --checkpoint   as for verify.mjs: a key that you know by another way, a checkpoint that you kept

Exit code 0: everything holds. Exit code 1: something does not, and the lines that start with FAIL say what.`;
const MAX_FAILURES_SHOWN = 40;
/** Files of the bundle that are written down to be verified; nothing else is taken from the dossier. */
const KNOWN_FILE = /^(checkpoint|public-key\.txt|entries\.jsonl|consistency\.json|proofs\/\d{1,15}\.tlog-proof)$/;

let failures = 0;
const say = (word, sentence) => console.log(`${word.padEnd(5)} ${sentence}`);
const fail = (sentence) => failures++ < MAX_FAILURES_SHOWN && say('FAIL', sentence);
const shown = (text) => `${text}`.slice(0, 200).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?');
const leafHash = (payload) => createHash('sha256').update(Buffer.of(0)).update(payload, 'utf8').digest('hex');

const [file, ...rest] = process.argv.slice(2);
const runsAt = rest.indexOf('--runs');
const [, runsFile = null] = runsAt < 0 ? [] : rest.splice(runsAt, 2);
if (!file || file === '--help') console.log(HELP);
else {
  try {
    const dossier = readDossier(readFileSync(file, 'utf8'));
    checkTrail(dossier.bundle.files);
    checkFacts(dossier);
    checkRunList(dossier);
  } catch (error) {
    fail(`The dossier cannot be read: ${shown(error.message)}`);
  }
  if (failures > MAX_FAILURES_SHOWN) say('FAIL', `… and ${failures - MAX_FAILURES_SHOWN} more.`);
  console.log(failures === 0 ? '\nDOSSIER VERIFIED' : `\nDOSSIER NOT VERIFIED (problems: ${failures})`);
  process.exitCode = failures === 0 ? 0 : 1;
}

function readDossier(text) {
  const [, inside] = /<script type="application\/json" id="dossier">([^<]*)<\/script>/.exec(text) ?? [];
  const dossier = JSON.parse(inside ?? text);
  if (dossier.format !== 'countersign-dossier@1') throw new Error('it is no countersign-dossier@1');
  return dossier;
}

/** By the verifier of trail bundles, unchanged, over the bundle written into a folder of its own. */
function checkTrail(files) {
  const verifier = join(dirname(fileURLToPath(import.meta.url)), 'verify.mjs');
  if (!existsSync(verifier)) throw new Error('verify.mjs is not beside this file');
  const folder = mkdtempSync(join(tmpdir(), 'dossier-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      if (!KNOWN_FILE.test(name)) continue;
      const path = resolve(folder, name);
      if (!path.startsWith(folder + sep)) throw new Error('a file of the bundle lies outside of it');
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const { status } = spawnSync(process.execPath, [verifier, folder, ...rest], { stdio: ['ignore', 'inherit', 'inherit'] });
    if (status !== 0) fail('The trail that the dossier carries does not verify.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function checkFacts({ bundle, facts, runs, unsigned }) {
  const lines = (bundle.files['entries.jsonl'] ?? '').split('\n').filter(Boolean);
  const entries = new Map(lines.map((line) => JSON.parse(line)).map((entry) => [entry.index, entry]));
  let bound = 0;
  for (const [at, fact] of facts.entries()) {
    const what = `Fact ${at + 1} ("${shown(fact.title)}")`;
    if (unsigned.includes(fact.trail.index) && !entries.has(fact.trail.index)) {
      say('NOTE', `${what} names entry ${fact.trail.index}, which no checkpoint covered yet. Export the dossier again.`);
      continue;
    }
    const payload = entryOf(entries, fact.trail, what);
    if (!payload) continue;
    bound += 1;
    const isSame =
      payload.type === fact.kind && payload.at === fact.at && payload.actor_id === fact.actor.id && same(payload.facts, fact.facts);
    if (!isSame) fail(`${what} says something else than entry ${fact.trail.index}.`);
    for (const [field, value] of Object.entries(fact.written)) {
      const kept = entries.get(fact.trail.index).values?.[field];
      if (!kept || !same(JSON.parse(kept.value), value))
        fail(`${what}: what was written as "${shown(field)}" is not what entry ${fact.trail.index} committed to.`);
    }
  }
  let runEntries = 0;
  for (const run of runs)
    for (const named of run.trail) {
      const payload = entryOf(entries, named, `Run ${shown(run.run_id)}`);
      if (!payload) continue;
      runEntries += 1;
      if (payload.run_id !== run.run_id || payload.type !== named.kind || payload.at !== named.at)
        fail(`Entry ${named.index} says something else of run ${shown(run.run_id)}.`);
    }
  say('OK', `Facts that are what their entries say: ${bound} of ${facts.length}. Entries about runs: ${runEntries}.`);
  say('NOTE', 'Sentences, and numbers under "What it touched", are made for reading; what is proven are the facts and values beside them.');
}

/** The file has the hash that the dossier states, and the fact of an export (which is what its entry says) states the same list. */
function checkRunList({ facts, run_list: list }) {
  const stated = facts.flatMap(({ kind, facts: said }) => (kind === 'incident.exported' && said.run_list ? [said.run_list] : []));
  if (!list) return (runsFile || stated.length > 0) && fail('The dossier names no list of runs.');
  if (!stated.some((each) => same(each, list))) fail('The list of runs that the dossier names is not the one that an export states.');
  if (!runsFile) return say('NOTE', `All ${shown(list.runs)} runs are in a list of their own. Check it with --runs FILE.`);
  const bytes = readFileSync(runsFile);
  const isSame = createHash('sha256').update(bytes).digest('hex') === list.sha256;
  if (isSame) say('OK', `The list of ${shown(list.runs)} runs is the one that the dossier names.`);
  else fail('The list of runs is not the one that the dossier names: it has another SHA-256.');
}

function entryOf(entries, { index, leaf_hash }, what) {
  const entry = entries.get(index);
  if (!entry) fail(`${what} names entry ${shown(index)}, which the dossier does not carry.`);
  else if (leafHash(entry.payload) !== leaf_hash) fail(`${what} names entry ${shown(index)} by another hash than it has.`);
  else return JSON.parse(entry.payload);
  return null;
}

/** Equal as JSON, whatever the order of keys. */
function same(a, b) {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  const [keysA, keysB] = [Object.keys(a), Object.keys(b)];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keysA.length === keysB.length &&
    keysA.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
  );
}
