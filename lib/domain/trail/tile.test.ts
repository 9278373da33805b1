import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeEntryBundle, encodeEntryBundle, parseTilePath, tileNodes, tilePath, tilesOf, tileWidth } from './tile';

it('names tiles as C2SP tlog-tiles does', () => {
  expect(tilePath({ level: 0, index: 1234067n, width: 256 })).toBe('tile/0/x001/x234/067');
  expect(tilePath({ level: 1, index: 5n, width: 17 })).toBe('tile/1/005.p/17');
  expect(tilePath({ level: 'entries', index: 273n, width: 112 })).toBe('tile/entries/273.p/112');
});

it('reads every name back, and no other spelling of it', () => {
  const tile = fc.record({
    level: fc.oneof(fc.nat({ max: 7 }), fc.constant('entries' as const)),
    index: fc.bigInt({ min: 0n, max: 10n ** 18n }),
    width: fc.integer({ min: 1, max: 256 }),
  });
  fc.assert(
    fc.property(tile, (value) => {
      expect(parseTilePath(tilePath(value))).toEqual(value);
    }),
  );
  for (const path of [
    'tile/0/67',
    'tile/0/x000/067',
    'tile/0/067/x001',
    'tile/8/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/017',
    'tile/../000',
    'tile/0/000/',
  ]) {
    expect(parseTilePath(path), path).toBeNull();
  }
});

it('lists the tiles of a log with the partial ones at its edge', () => {
  expect([...tilesOf(70_000n, 'hashes')].filter(({ width, level }) => width < 256 || level !== 0).map(tilePath)).toEqual([
    'tile/0/273.p/112',
    'tile/1/000',
    'tile/1/001.p/17',
    'tile/2/000.p/1',
  ]);
  expect([...tilesOf(300n, 'entries')].map(tilePath)).toEqual(['tile/entries/000', 'tile/entries/001.p/44']);
  expect([...tilesOf(0n, 'hashes')]).toEqual([]);
});

it('knows the nodes of a hash tile', () => {
  expect(tileWidth(1, 1n, 70_000n)).toBe(17);
  expect(tileNodes({ level: 1, index: 1n, width: 2 })).toEqual([
    { level: 8, index: 256n },
    { level: 8, index: 257n },
  ]);
});

it('packs entries with 16-bit lengths and reads them back', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 400 })), (entries) => {
      expect(decodeEntryBundle(encodeEntryBundle(entries))?.map((entry) => [...entry])).toEqual(entries.map((entry) => [...entry]));
    }),
  );
  expect(encodeEntryBundle([Buffer.from('ab')]).toString('hex')).toBe('00026162');
  expect(decodeEntryBundle(Buffer.from('000361', 'hex'))).toBeNull();
  expect(() => encodeEntryBundle([Buffer.alloc(65_536)])).toThrow(RangeError);
});
