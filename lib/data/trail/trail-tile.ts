// Tiles of a project's trail (C2SP tlog-tiles): what a monitor or a third-party client reads it by.
import 'server-only';
import { can } from '@/lib/domain/policy';
import type { Actor } from '@/lib/domain/policy';
import { encodeEntryBundle, parseTilePath, TILE_WIDTH, tileNodes, tileWidth } from '@/lib/domain/trail/tile';
import type { Tile } from '@/lib/domain/trail/tile';
import { forbidden, notFound } from '@/lib/errors';
import { withProject } from '@/lib/data/database';
import type { Tx } from '@/lib/data/database';
import { findCheckpoint } from './trail-checkpoint';
import { readNodes } from './trail-nodes';

/** The bytes of `tile/<level>/<index>[.p/<width>]` or `tile/entries/…`. Only what a stored checkpoint covers exists. */
export async function getTrailTile(actor: Actor, path: string): Promise<Buffer> {
  if (!can(actor, 'trail.read')) throw forbidden('read the trail');
  const { projectId } = actor;
  const tile = parseTilePath(path);
  if (!tile) throw notFound('tile');
  return withProject(projectId, async (tx) => {
    const checkpoint = await findCheckpoint(tx, projectId);
    if (tile.width > tileWidth(tile.level, tile.index, checkpoint?.size ?? 0n)) throw notFound('tile');
    return readTile(tx, projectId, tile);
  });
}

/** The content of a tile that exists; `lostLeaf` as in `readNodes`. */
export async function readTile(tx: Tx, projectId: string, tile: Tile, lostLeaf?: Uint8Array): Promise<Buffer> {
  const { level } = tile;
  if (level !== 'entries') {
    const refs = tileNodes({ ...tile, level });
    const getNode = await readNodes(tx, projectId, refs, lostLeaf);
    return Buffer.concat(refs.map((ref) => getNode(ref.level, ref.index)));
  }
  const first = tile.index * BigInt(TILE_WIDTH);
  const entries = await tx.trailEntry.findMany({
    where: { projectId, idx: { gte: first, lt: first + BigInt(tile.width) } },
    orderBy: { idx: 'asc' },
    select: { payload: true },
  });
  if (entries.length !== tile.width) throw new Error(`Entries of tile ${tile.index} are missing from the trail of project ${projectId}`);
  return encodeEntryBundle(entries.map(({ payload }) => Buffer.from(payload, 'utf8')));
}
