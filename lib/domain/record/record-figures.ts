// Values of a record that a sentence names by their key: `the total is 1,250 EUR`, `rated 4.5 stars`, `the order date was 3 May 2024`.
import { datesIn } from '@/lib/domain/match/match-date';
import { numbersIn } from '@/lib/domain/match/match-number';
import { tokensOf } from './record-fields';
import type { KnownRecord } from './record-known';
import type { RecordSaying } from './record-saying';
import type { Mention, RecordSentence } from './record-sentence';

/** What may stand between a key and its value; a name of the record is blank there: `the price of the … is`. */
const LINK =
  /^(?:\s+(?:of|for)\s+(?:the|this|an?)?\s{3,})?[\s"'“”]*(?:(?:number|amount|date|value|rating|score)\s+)?(?:(?:is|are|was|were|of|at|:|=|equals?|amounts? to|comes? to|totals?|stands? at|set (?:to|at|for)|for|on)\s+|[:=]\s*)?(?:(?:a|an|the|only|exactly|about|around|currently|listed as|marked as)\s+){0,2}[("'“]*(?:(?:[a-z]{3}|us)?\s?[$€£¥]\s?|(?:eur|usd|gbp|chf|inr|jpy|cad|aud)\s+)?$/iu;
/** A link is a few words; what is longer, blanks above all, is none. */
const isLink = (text: string): boolean => text.length <= 300 && LINK.test(text);
/** Keys whose texts are one of a few words: only of these does `the status is shipped` say which. */
const CHOICE =
  /(?:status|state|type|size|colou?r|method|class|category|mode|level|plan|tier|condition|priority|currency|language|material|role|grade)$/u;
const RATED = /star|rating|score/u;

export function figureSayings(sentence: RecordSentence, mentions: readonly Mention[], record: KnownRecord): RecordSaying[] {
  const rated = ratingSayings(sentence, record);
  const keyed = mentions.flatMap((mention) =>
    mention.field.value.kind === 'flag' || isRating(mention) ? [] : keyedSaying(sentence, mention, mentions),
  );
  return [...rated, ...keyed];
}

const isRating = ({ field }: Mention): boolean => field.value.kind === 'number' && RATED.test(field.name);

function keyedSaying(
  { lower, isOfReviews }: RecordSentence,
  { field, clause, range: [start, end], standing }: Mention,
  all: readonly Mention[],
): RecordSaying[] {
  const { leaf, value } = field;
  const clauseEnd = clause.at + clause.text.length;
  if (standing === 'denied' || clause.isUnstated || clause.isAside) return [];
  // Where the phrase names several fields, any of their values will do.
  const values = all.flatMap((other) => (other.range[0] === start && other.clause === clause ? [other.field] : []));
  const say = (isRight: boolean, range: [number, number], isUnsure = false): RecordSaying[] => [
    {
      topic: value.kind === 'text' ? 'text' : 'number',
      verdict: isRight ? 'agrees' : 'contradicts',
      leaves: [leaf],
      range,
      isUnsure: isUnsure || isOfReviews,
    },
  ];
  if (value.kind === 'number') {
    const stated = numbersIn(lower.slice(0, clauseEnd + 20)).filter(({ isAttached }) => !isAttached);
    const after = stated.find((number) => number.start >= end && number.start < clauseEnd);
    const before = stated.findLast((number) => number.end <= start && /^[\s-]{0,2}$/u.test(lower.slice(number.end, start)));
    const number = before ?? (after && isLink(lower.slice(end, after.start)) ? after : undefined);
    if (!number || (number.isPercent !== /percent|rate|pct/u.test(field.name) && number.isPercent)) return [];
    const said = number.value * number.scale;
    const isRight = values.some((one) => one.value.kind === 'number' && isNear(said, Math.abs(one.value.value), number.digits));
    return say(isRight, [Math.min(start, number.start), Math.max(end, number.end)]);
  }
  if (value.kind !== 'text' || value.value.length > 40) return [];
  const [date] = datesIn(value.value);
  if (date && date.end - date.start >= value.value.length - 14) {
    const said = datesIn(lower).find((one) => one.start >= end && one.start < clauseEnd + 14 && isLink(lower.slice(end, one.start)));
    if (!said || date.iso.length !== 10) return [];
    const isRight =
      date.iso === said.iso || date.iso === said.alternative || (said.iso.length < 10 && date.iso.includes(said.iso.replace(/^-+/u, '')));
    return say(isRight, [start, said.end], date.alternative !== null);
  }
  const said =
    /^\s*(?:is|was|:|=)\s*(?:(?:a|an|the|currently|now|listed as|marked as|set to)\s+){0,2}["'“]?([\p{L}\d][\p{L}\d -]{1,30}?)["'”]?\s*[.!?]?\s*$/u.exec(
      lower.slice(end, clauseEnd),
    );
  if (!said || !CHOICE.test(field.name)) return [];
  const wanted = new Set(values.flatMap((one) => (one.value.kind === 'text' ? tokensOf(one.value.value) : [])));
  return say(
    tokensOf(said[1] as string).some((token) => wanted.has(token)),
    [start, clauseEnd],
  );
}

/** `1.2k` for 1,234: every digit given is right. */
function isNear(said: number, real: number, digits: string): boolean {
  if (said === real) return true;
  const decimals = digits.split('.')[1]?.length ?? 0;
  if (Math.abs(said - real) <= 0.5 * 10 ** -decimals && Math.round(real) !== real) return true;
  const figures = digits.replace(/\D|0+$/gu, '').length;
  return figures >= 2 && real !== 0 && Math.abs(said - real) < 10 ** (Math.floor(Math.log10(Math.abs(real))) - figures + 1) / 2;
}

const SPELLED: Record<string, number> = { one: 1, two: 2, three: 3, four: 4, five: 5 };
const STARS =
  /(?<!out of )(?<![\d.])(?:(\d(?:\.\d+)?)|\b(one|two|three|four|five)( and a half)?)(?:\s*(?:-|\s)?stars?\b|\s*out of (?:5|five)\b(?! (?:\p{L}+ )?(?:meals|people|times|dishes|reviews))|\/5\b)|\b(?:rating|rated|stars?)(?: of| at|:)? (\d(?:\.\d+)?)/giu;

/** An average or overall rating is the record's own; others may be those of one row. */
function ratingSayings({ lower, text }: RecordSentence, { fields }: KnownRecord): RecordSaying[] {
  const rated = fields.filter(({ value, name }) => value.kind === 'number' && RATED.test(name));
  const own = rated.filter(({ leaf }) => !leaf.isListed);
  const [main] = own.length > 0 ? own : rated;
  if (!main) return [];
  const isOverall =
    /\b(?:overall|average|business|has an?|rating of|rated|boasts|with an?)\b/u.test(lower) &&
    !/\b(?:one|another|reviewer|review)\b/u.test(lower);
  return [...text.matchAll(STARS)].map((match): RecordSaying => {
    const said = Number(match[1] ?? match[4] ?? (SPELLED[(match[2] ?? '').toLowerCase()] ?? 0) + (match[3] ? 0.5 : 0));
    const isOwn = own.some(({ value }) => value.value === said);
    const isAny = isOwn || rated.some(({ value }) => value.value === said);
    return {
      topic: 'rating',
      verdict: isOwn || (isAny && (!isOverall || own.length === 0)) ? 'agrees' : 'contradicts',
      leaves: [main.leaf],
      range: [match.index, match.index + match[0].length],
      isUnsure: isAny,
    };
  });
}
