// Checks of a sentence against a record: flags contradicted, unknown flags asserted or denied, opening times, stars.
import { clausesOf, isDenied } from './record-clauses';
import { hoursIn, readHours } from './record-hours';
import { type RecordLeaf, recordLeaves } from './record-leaves';
import type { SupportContext } from './support-context';
import type { Features } from './support-features';

interface ReadRecord {
  leaves: RecordLeaf[];
  hours: ReturnType<typeof hoursIn>;
}

const read = new WeakMap<object, ReadRecord>();
const OF_REVIEWS =
  /\b(?:review\w*|customers?|guests?|diners?|patrons?|visitors?|some (?:people|users)|prais\w+|complain\w*|mention\w*|report\w*|noted|express\w*)\b/iu;
const SERVICES =
  /\b(?:delivery|vegan|vegetarian|full bar|brunch|catering|happy hour|wheelchair|drive-thru|alcohol|cocktails?|affordable|pricing|prices?|budget|live music|private events?|kids|children|family|gluten|organic|wine|beer|breakfast|buffet)\b/giu;

export function recordFeatures(text: string, { record, stems }: SupportContext): Features {
  const none = { flag_wrong: 0, flag_null_said: 0, flag_null_denied: 0, flag_right: 0, flag_wrong_of_reviews: 0 };
  const clean = {
    ...none,
    hours_wrong: 0,
    hours_days: 0,
    hours_closed: 0,
    hours_right: 0,
    stars_wrong: 0,
    stars_overall: 0,
    service_new: 0,
    of_reviews: 0,
  };
  if (!record) return clean;
  let known = read.get(record);
  if (!known) {
    known = { leaves: recordLeaves(record), hours: hoursIn(record) };
    read.set(record, known);
  }
  const ofReviews = OF_REVIEWS.test(text);
  const hours = known.hours ? readHours(text, known.hours) : { wrong: 0, wrongDays: 0, wrongClosed: 0, right: 0 };
  const services = [...text.matchAll(SERVICES)].filter(
    ([service]) =>
      !service
        .toLowerCase()
        .split(/[\s-]+/u)
        .some((word) => stems.has(word)),
  );
  return {
    ...flags(text, known.leaves, ofReviews),
    hours_wrong: hours.wrong,
    hours_days: hours.wrongDays,
    hours_closed: hours.wrongClosed,
    hours_right: hours.right,
    ...stars(text, known.leaves),
    service_new: ofReviews ? 0 : services.length,
    of_reviews: ofReviews ? 1 : 0,
  };
}

function flags(text: string, leaves: readonly RecordLeaf[], ofReviews: boolean): Features {
  const counts = { flag_wrong: 0, flag_null_said: 0, flag_null_denied: 0, flag_right: 0, flag_wrong_of_reviews: 0 };
  const lower = text.toLowerCase();
  for (const clause of clausesOf(text)) {
    for (const { phrases, beside, value, isListed } of leaves) {
      if (value.kind !== 'flag' || isListed || (beside !== null && !lower.includes(beside))) continue;
      const place = phrases.map((phrase) => placeOf(clause.text, phrase)).find((found) => found !== null);
      if (!place) continue;
      const denied = isDenied(clause, ...place);
      if (clause.isUnstated) counts[value.value === true ? 'flag_wrong' : 'flag_right']++;
      else if (value.value === null) counts[denied ? 'flag_null_denied' : 'flag_null_said']++;
      else if (value.value === !denied) counts.flag_right++;
      else counts[ofReviews ? 'flag_wrong_of_reviews' : 'flag_wrong']++;
    }
  }
  return counts;
}

const patterns = new Map<string, RegExp>();

function placeOf(clause: string, phrase: string): [number, number] | null {
  let pattern = patterns.get(phrase);
  if (!pattern) {
    pattern = new RegExp(`(?<![\\p{L}])${phrase.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}(?![\\p{L}])`, 'u');
    if (patterns.size < 5000) patterns.set(phrase, pattern);
  }
  const found = pattern.exec(clause);
  return found ? [found.index, found.index + found[0].length] : null;
}

function stars(text: string, leaves: readonly RecordLeaf[]): Features {
  const rated = leaves.filter(({ path, value }) => value.kind === 'number' && /star|rating|score/iu.test(path.at(-1) ?? ''));
  if (rated.length === 0) return { stars_wrong: 0, stars_overall: 0 };
  const said = [
    ...text.matchAll(
      /(?<!out of )(?<![\d.])(\d(?:\.\d+)?)(?:\s*(?:-|\s)?stars?\b|\s*out of (?:5|five)\b|\/5\b)|(?:rating|rated|stars?)(?: of| at|:)? (\d(?:\.\d+)?)/giu,
    ),
  ].map((match) => Number(match[1] ?? match[2]));
  const isOverall = /\b(?:overall|average|business|has a|rating of|rated)\b/iu.test(text);
  const values = new Set(rated.map(({ value }) => value.value));
  const own = new Set(rated.filter(({ isListed }) => !isListed).map(({ value }) => value.value));
  return {
    stars_wrong: said.filter((star) => !values.has(star)).length,
    stars_overall: isOverall ? said.filter((star) => values.has(star) && !own.has(star)).length : 0,
  };
}
