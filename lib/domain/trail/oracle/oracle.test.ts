import { generateKeyPairSync } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { checkpointText } from '@/lib/domain/trail/checkpoint';
import { consistencyProof, inclusionProof } from '@/lib/domain/trail/merkle-tree';
import { naiveTree } from '@/lib/domain/trail/naive-tree';
import { signNote, verifierKeyOf, verifierKeyText } from '@/lib/domain/trail/signed-note';
import { sealEntry } from '@/lib/domain/trail/trail-entry';
import { askOracle, hasOracle, removeOracle } from './ask-oracle';

const reason = hasOracle() ? '' : ' (skipped: Debian packages golang-go and golang-golang-x-mod-dev are not installed)';

const origin = 'countersign/0199a4c0-0000-7000-8000-000000000000';
const { privateKey } = generateKeyPairSync('ed25519');
const sealed = Array.from({ length: 1337 }, (_, n) =>
  sealEntry({ type: 'decision.submitted', at: new Date(1_750_000_000_000 + n), actorId: 'u1', facts: { n, word: 'Grüße' } }),
);
const tree = naiveTree(sealed.map(({ leafHash }) => leafHash));

describe.skipIf(reason !== '')(`golang.org/x/mod/sumdb as a second opinion${reason}`, () => {
  afterAll(removeOracle);

  it.each([
    [901, 800, 1337],
    [0, 1, 1337],
    [1336, 1024, 1337],
    [6, 7, 8],
    [255, 256, 257],
    [0, 1, 1],
  ])('accepts checkpoint, inclusion of %i and consistency from %i to %i', (index, earlier, size) => {
    expect(askOracle(requestFor(index, earlier, size))).toEqual({ isAccepted: true, said: 'accepted' });
  });

  it('refuses each of them after one flipped bit', () => {
    const good = requestFor(901, 800, 1337);
    expect(askOracle({ ...good, entry: good.entry.replace('"n":901', '"n":900') }).said).toContain('refused inclusion');
    expect(askOracle({ ...good, inclusion: flipFirst(good.inclusion) }).said).toContain('refused inclusion');
    expect(askOracle({ ...good, consistency: flipFirst(good.consistency) }).said).toContain('refused consistency');
    expect(askOracle({ ...good, checkpoint: good.checkpoint.replace('\n1337\n', '\n1336\n') }).said).toContain('refused checkpoint');
    expect(askOracle({ ...good, earlier: requestFor(901, 800, 1336).checkpoint.replace('\n1336\n', '\n1337\n') }).said).toContain(
      'refused checkpoint',
    );
    expect(askOracle({ ...good, index: 902 }).said).toContain('refused inclusion');
  });
});

function requestFor(index: number, earlier: number, size: number) {
  const base64 = (hashes: Buffer[]) => hashes.map((hash) => hash.toString('base64'));
  return {
    key: verifierKeyText(verifierKeyOf(origin, privateKey)),
    checkpoint: checkpointOf(size),
    earlier: checkpointOf(earlier),
    index,
    entry: sealed[index]?.payload ?? '',
    inclusion: base64(inclusionProof(BigInt(index), BigInt(size), tree.getNode)),
    consistency: base64(consistencyProof(BigInt(earlier), BigInt(size), tree.getNode)),
  };
}

function checkpointOf(size: number): string {
  return signNote(checkpointText({ origin, size: BigInt(size), root: tree.root(size) }), origin, privateKey);
}

function flipFirst([first = '', ...rest]: string[]): string[] {
  const hash = Buffer.from(first, 'base64');
  hash[0] = (hash[0] ?? 0) ^ 1;
  return [hash.toString('base64'), ...rest];
}
