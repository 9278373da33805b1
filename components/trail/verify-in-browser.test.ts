import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkpointText } from '@/lib/domain/trail/checkpoint';
import { leafHash } from '@/lib/domain/trail/merkle-hash';
import { inclusionProof } from '@/lib/domain/trail/merkle-tree';
import { naiveTree } from '@/lib/domain/trail/naive-tree';
import { signNote, verifierKeyOf, verifierKeyText } from '@/lib/domain/trail/signed-note';
import { tlogProofText } from '@/lib/domain/trail/tlog-proof';
import { verifyInBrowser } from './verify-in-browser';

const ORIGIN = 'countersign/demo';
const { privateKey } = generateKeyPairSync('ed25519');
const keys = `${verifierKeyText(verifierKeyOf(ORIGIN, privateKey))}\n`;
const payloadOf = (index: number) => `{"n":${index},"text":"Prüfung ${index}"}`;

/** What the server gives for an entry of a trail of `size` entries. */
function proofOf(index: number, size: number, signer = privateKey): string {
  const tree = naiveTree(Array.from({ length: size }, (_, each) => leafHash(Buffer.from(payloadOf(each), 'utf8'))));
  const note = signNote(checkpointText({ origin: ORIGIN, size: BigInt(size), root: tree.root(size) }), ORIGIN, signer);
  return tlogProofText({ index: BigInt(index), path: inclusionProof(BigInt(index), BigInt(size), tree.getNode), checkpoint: note });
}

describe('verifyInBrowser', () => {
  it('accepts every entry of trees of every small size', async () => {
    for (let size = 1; size <= 17; size++) {
      for (let index = 0; index < size; index++) {
        const verified = await verifyInBrowser({ index: String(index), payload: payloadOf(index), proof: proofOf(index, size), keys });
        expect(verified).toMatchObject({ isSound: true, size: String(size) });
      }
    }
  });

  it('refuses a text in which one character was changed', async () => {
    const verified = await verifyInBrowser({ index: '3', payload: payloadOf(3).replace('3', '4'), proof: proofOf(3, 9), keys });
    expect(verified.isSound).toBe(false);
    expect(verified.steps.at(-1)?.words).toContain('leads to the root');
  });

  it('refuses the proof of another entry, a flipped bit of the path, another key and a root that nobody signed', async () => {
    const good = proofOf(3, 9);
    const flipped = good.replace(
      /\n([A-Za-z0-9+/]{43}=)\n/,
      (_, line: string) => `\n${line.startsWith('A') ? 'B' : 'A'}${line.slice(1)}\n`,
    );
    const cases = [
      { index: '4', payload: payloadOf(4), proof: good, keys },
      { index: '3', payload: payloadOf(3), proof: flipped, keys },
      { index: '3', payload: payloadOf(3), proof: proofOf(3, 9, generateKeyPairSync('ed25519').privateKey), keys },
      { index: '3', payload: payloadOf(3), proof: good, keys: '' },
      { index: '3', payload: payloadOf(3), proof: good.replace(/\n9\n/, '\n10\n'), keys },
      { index: '3', payload: payloadOf(3), proof: 'nonsense', keys },
    ];
    for (const each of cases) expect((await verifyInBrowser(each)).isSound).toBe(false);
  });
});
