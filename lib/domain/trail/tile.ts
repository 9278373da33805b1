// C2SP tlog-tiles: how a log is laid out as plain files that never change, 256 hashes or entries a tile.
import type { NodeRef } from './merkle-tree';

export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;
const MAX_TILE_LEVEL = 7;

/** `level` counts tiles (8 tree levels each) or is `entries`; `width` is 256 for a full tile. */
export interface Tile {
  level: number | 'entries';
  index: bigint;
  width: number;
}

/** Path below the log's root, e.g. `tile/0/x001/x234/067.p/8`. */
export function tilePath({ level, index, width }: Tile): string {
  const groups =
    index
      .toString()
      .padStart(Math.ceil(index.toString().length / 3) * 3, '0')
      .match(/.{3}/g) ?? [];
  const name = groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${name}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

/** Null when the path is no tile's, including one that is merely spelled differently. */
export function parseTilePath(path: string): Tile | null {
  const [, level, groups, width] = /^tile\/([0-7]|entries)\/((?:x[0-9]{3}\/){0,6}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/.exec(path) ?? [];
  if (!level || !groups) return null;
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: BigInt(groups.replaceAll(/[x/]/g, '')),
    width: width ? Number(width) : TILE_WIDTH,
  };
  return tilePath(tile) === path ? tile : null;
}

/** Every tile of a log of `size` entries, partial ones at the right edge included. */
export function* tilesOf(size: bigint, kind: 'hashes' | 'entries'): Generator<Tile> {
  const levels = kind === 'entries' ? (['entries'] as const) : Array.from({ length: MAX_TILE_LEVEL + 1 }, (_, level) => level);
  for (const level of levels) {
    for (let index = 0n; ; index += 1n) {
      const width = tileWidth(level, index, size);
      if (width === 0) break;
      yield { level, index, width };
      if (width < TILE_WIDTH) break;
    }
  }
}

/** How many hashes or entries the tile has when the log has `size` entries. */
export function tileWidth(level: Tile['level'], index: bigint, size: bigint): number {
  const count = level === 'entries' ? size : size >> BigInt(level * TILE_HEIGHT);
  const available = count - index * BigInt(TILE_WIDTH);
  return available <= 0n ? 0 : available >= BigInt(TILE_WIDTH) ? TILE_WIDTH : Number(available);
}

/** The tree nodes whose hashes, one after another, are the content of a hash tile. */
export function tileNodes(tile: Tile & { level: number }): NodeRef[] {
  const first = tile.index * BigInt(TILE_WIDTH);
  return Array.from({ length: tile.width }, (_, at) => ({ level: tile.level * TILE_HEIGHT, index: first + BigInt(at) }));
}

/** The content of an entry bundle: each entry after its length in two bytes, the higher one first. */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
}

/** Null when the bytes end within an entry. */
export function decodeEntryBundle(bytes: Buffer): Buffer[] | null {
  const entries: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + 2 > bytes.length) return null;
    const end = at + 2 + bytes.readUInt16BE(at);
    if (end > bytes.length) return null;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
