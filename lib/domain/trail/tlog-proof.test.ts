import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { checkpointText, parseCheckpoint } from './checkpoint';
import { parseTlogProof, tlogProofText } from './tlog-proof';

const checkpoint = 'countersign/a\n5\nroot\n\n— countersign/a sig\n';

it('is written and read back, with and without extra data', () => {
  for (const proof of [
    { index: 3n, path: [randomBytes(32), randomBytes(32)], checkpoint },
    { index: 2n ** 53n + 1n, path: [], checkpoint, extra: Buffer.from('more') },
  ]) {
    expect(parseTlogProof(tlogProofText(proof))).toEqual(proof);
  }
});

it('has the lines of C2SP tlog-proof', () => {
  const hash = Buffer.alloc(32, 7);
  expect(tlogProofText({ index: 3n, path: [hash], checkpoint })).toBe(
    `c2sp.org/tlog-proof@v1\nindex 3\n${hash.toString('base64')}\n\n${checkpoint}`,
  );
});

it('is refused when a line is not what it should be', () => {
  const good = tlogProofText({ index: 3n, path: [Buffer.alloc(32, 7)], checkpoint });
  for (const wrong of [
    good.replace('@v1', '@v2'),
    good.replace('index 3', 'index 03'),
    good.replace('index 3', 'index -3'),
    good.replace('BwcH', 'Bwc'),
    good.replace('\n\n', '\n'),
    '',
  ]) {
    expect(parseTlogProof(wrong), wrong).toBeNull();
  }
});

it('reads checkpoints, with extension lines, and nothing looser', () => {
  const value = { origin: 'countersign/a', size: 12n, root: Buffer.alloc(32, 1) };
  expect(checkpointText(value)).toBe(`countersign/a\n12\n${value.root.toString('base64')}\n`);
  expect(parseCheckpoint(checkpointText(value))).toEqual(value);
  expect(parseCheckpoint(`${checkpointText(value)}extension\n`)).toEqual(value);
  for (const wrong of ['', 'a\n1\n', 'a\n01\nAQ==\n', checkpointText(value).replace('12', '-1'), checkpointText(value).slice(0, -1)])
    expect(parseCheckpoint(wrong), wrong).toBeNull();
});
