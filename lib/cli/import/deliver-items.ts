// Brings items to the door in requests of a fair size. A request that is refused as a whole is halved until the culprit stands alone.
import { type DoorSender, problemDetail } from './door-sender';
import { DOOR_SURFACES, type DoorSurface, refused } from './door-surfaces';
import { ImportFailure, type ImportItem, type ImportRefusal } from './import-source';

export interface Delivery {
  /** Records that the server has taken. */
  accepted: number;
  refusals: ImportRefusal[];
  requests: number;
  bytes: number;
}

/** Unpacked; the door takes 64 MiB, and less memory is held on both sides. */
export const REQUEST_BYTES = 4 * 1024 * 1024;
/** The server read the request and will never take it as it stands. */
const FINAL = new Set([400, 409, 413, 415, 422]);

/** In the order of the items. Throws an ImportFailure for what is wrong with the import and not with an item. */
export async function deliverItems(send: DoorSender, items: readonly ImportItem[]): Promise<Delivery> {
  const total: Delivery = { accepted: 0, refusals: [], requests: 0, bytes: 0 };
  for (const group of groups(items)) add(total, await deliver(send, DOOR_SURFACES[group[0]?.surface ?? 'runs'], group));
  return total;
}

function* groups(items: readonly ImportItem[]): Generator<ImportItem[]> {
  let group: ImportItem[] = [];
  let bytes = 0;
  for (const item of items) {
    const first = group[0];
    const size = Buffer.byteLength(item.payload);
    const isFull = bytes + size > REQUEST_BYTES || group.length >= DOOR_SURFACES[item.surface].maxItems;
    if (first && (first.surface !== item.surface || isFull)) {
      yield group;
      [group, bytes] = [[], 0];
    }
    group.push(item);
    bytes += size;
  }
  if (group.length > 0) yield group;
}

async function deliver(send: DoorSender, surface: DoorSurface, items: readonly ImportItem[]): Promise<Delivery> {
  const request = surface.request(items);
  const { status, body } = await send(request);
  const cost = { requests: 1, bytes: request.body.length };
  if (status >= 200 && status < 300) {
    const refusals = surface.refusals(items, body);
    return { accepted: countOf(items) - countOf(refusals), refusals, ...cost };
  }
  if (!FINAL.has(status)) throw new ImportFailure(`The server answered ${status}: ${problemDetail(body)}.`);
  const [only] = items;
  if (items.length === 1 && only) return { accepted: 0, refusals: [refused(only, `status_${status}`, problemDetail(body))], ...cost };
  const middle = Math.ceil(items.length / 2);
  const total: Delivery = { accepted: 0, refusals: [], ...cost };
  add(total, await deliver(send, surface, items.slice(0, middle)));
  add(total, await deliver(send, surface, items.slice(middle)));
  return total;
}

function add(total: Delivery, part: Delivery): void {
  total.accepted += part.accepted;
  total.refusals.push(...part.refusals);
  total.requests += part.requests;
  total.bytes += part.bytes;
}

function countOf(list: readonly { count: number }[]): number {
  return list.reduce((sum, { count }) => sum + count, 0);
}
