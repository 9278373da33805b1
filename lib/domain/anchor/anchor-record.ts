// Fields of one record stand together: the price of a line item is the one beside its name, not the first of that size. Places
// of values that stand in several are chosen by the other fields of their record.
import type { Hit, SearchSpace } from './anchor-hit';
import type { PlacedClaim } from './anchor-reading';
import { isWeak, placedAt } from './anchor-value';

/** A place further than this from every other field of its record does not belong to it. Characters. */
const BESIDE = 260;
/** A line break between two fields weighs as much as this many characters. */
const OTHER_LINE = 20;

/** Readings in the same order; those of fields in lists, with several places each, are settled by their records. */
export function settleRecords(space: SearchSpace, readings: readonly PlacedClaim[]): PlacedClaim[] {
  const records = new Map<string, number[]>();
  readings.forEach(({ claim }, index) => {
    const record = /^(.*\/\d+)(?:\/[^/]+)+$/u.exec(claim.path ?? '')?.[1];
    if (record === undefined || claim.kind !== 'field') return;
    const members = records.get(record);
    if (members) members.push(index);
    else records.set(record, [index]);
  });
  const settled = [...readings];
  for (const members of records.values()) {
    const landmarks = landmarksOf(members.map((index) => readings[index] as PlacedClaim));
    if (landmarks.length === 0) continue;
    for (const index of members) settled[index] = settle(space, readings[index] as PlacedClaim, landmarks);
  }
  return settled;
}

/** Fields that stand in one place only, or are too telling to stand anywhere by chance. */
function landmarksOf(members: readonly PlacedClaim[]): Hit[] {
  return members.flatMap(({ best, places, claim, cited }) => {
    const isSure = best !== null && cited.length === 0 && (claim.state === 'exact' || claim.state === 'normalised') && !isWeak(claim.value);
    const isTelling = typeof claim.value === 'string' && claim.value.length >= 6;
    return isSure && (places.length <= 1 || isTelling) ? [best] : [];
  });
}

function settle(space: SearchSpace, reading: PlacedClaim, landmarks: readonly Hit[]): PlacedClaim {
  const { places, best } = reading;
  if (places.length < 2 || landmarks.some((one) => one === best) || reading.cited.length > 0) return reading;
  const whole = places.filter(({ state }) => state !== 'approximate');
  const ranked = (whole.length > 0 ? whole : places)
    .map((hit) => ({ hit, away: distance(hit, landmarks) }))
    .sort((a, b) => a.away - b.away || b.hit.label - a.hit.label);
  const [first, second] = ranked;
  if (!first || first.away > BESIDE) return reading;
  const rest = places.filter((hit) => hit !== first.hit);
  const isSettled = second === undefined || second.away > first.away;
  return { ...placedAt(space, reading.claim, [first.hit, ...rest], isSettled), cited: reading.cited };
}

/** Characters between a place and the nearest landmark of the same source. Values follow names more often than they precede them. */
function distance({ source, place }: Hit, landmarks: readonly Hit[]): number {
  const gaps = landmarks
    .filter((one) => one.source === source)
    .map((one) => {
      const isBehind = place.start >= one.place.end;
      const between = isBehind ? source.index.text.slice(one.place.end, place.start) : source.index.text.slice(place.end, one.place.start);
      const lines = Math.min(3, between.split('\n').length - 1);
      return between.length + lines * (isBehind ? OTHER_LINE : 2 * OTHER_LINE) + (isBehind ? 0 : 1);
    });
  return Math.min(Number.POSITIVE_INFINITY, ...gaps);
}
