// What a sentence says of opening hours, held against the hours of a record: which times on which days, closed days, longer ones.
import type { RecordHours, Span } from './record-hours';
import type { RecordSaying } from './record-saying';
import { daysIn, rangesIn, type SaidDays, type SaidRange, singleTimesIn } from './record-times';

interface Event extends SaidRange {
  kind: 'range' | 'single' | 'closed' | 'longer' | 'shorter' | 'except' | 'open';
}

const ABOUT = /\b(?:open(?:s|ed|ing)?|clos(?:ed|es|ing)|hours?|operat\w+|serv(?:es|ing)|business|available|runs?)\b/u;
const PARTS: [Event['kind'], RegExp][] = [
  ['closed', /\bclosed\b/gu],
  [
    'longer',
    /\b(?:extended|longer|later) (?:\w+ )?hours\b|\bstay(?:s|ing)? open (?:until )?late(?:r)?\b|\b(?:closes?|closing|open) later\b/gu,
  ],
  ['shorter', /\b(?:shorter|reduced|limited) (?:\w+ )?hours\b|\bcloses? earlier\b|\bclosing earlier\b/gu],
  ['except', /\bexcept(?:ion)?(?: of| for| on)?\b/gu],
];

export function hoursSayings(lower: string, hours: RecordHours): RecordSaying[] {
  if (!ABOUT.test(lower) && rangesIn(lower).length === 0) return [];
  const ranges = rangesIn(lower).map((one): Event => ({ ...one, kind: 'range' }));
  const singles = singleTimesIn(lower)
    .filter(({ at, end }) => !ranges.some((range) => range.at < end && at < range.end))
    .map((one): Event => ({ ...one, kind: 'single' }));
  if (hours.isUnknown) return unknownSayings(lower, [...ranges, ...singles], hours);
  const parts = PARTS.flatMap(([kind, pattern]) =>
    [...lower.matchAll(pattern)].map(
      (match): Event => ({ kind, at: match.index, end: match.index + match[0].length, open: [], close: [] }),
    ),
  );
  const events = [...ranges, ...singles, ...parts].sort((a, b) => a.at - b.at);
  const days = daysIn(lower);
  if (events.length === 0) return openDays(lower, days, hours);
  return assigned(lower, events, days).flatMap(({ event, on, excepted }) => judged(event, on, excepted, hours));
}

function unknownSayings(lower: string, times: readonly Event[], { leaf }: RecordHours): RecordSaying[] {
  const always = /\b(?:24 hours|24\/7|around the clock)\b/u.exec(lower);
  const [first] = always ? [{ at: always.index, end: always.index + always[0].length }] : times;
  return first && ABOUT.test(lower)
    ? [{ topic: 'hours', verdict: 'unknown', leaves: [leaf], range: [first.at, first.end], isUnsure: true }]
    : [];
}

/**
 * Each time takes the days that stand right beside it, else those before it, else those behind it, which nobody took. What is said
 * later of a day holds for that day.
 */
function assigned(
  lower: string,
  events: readonly Event[],
  days: readonly SaidDays[],
): { event: Event; on: SaidDays | null; excepted: Set<number> }[] {
  const taken = new Set<SaidDays>();
  const pairs = events.map((event, index) => {
    const [previous, next] = [events[index - 1], events[index + 1]];
    const before = days.findLast((one) => one.end <= event.at && !taken.has(one) && (previous === undefined || one.at > previous.at));
    const behind = days.find((one) => one.at >= event.end && !taken.has(one) && (next === undefined || one.at < next.at));
    const isBeside = behind !== undefined && /^\(?(?:on|from|every|each|for)?$/u.test(lower.slice(event.end, behind.at).trim());
    const isRightBefore =
      before !== undefined && /^[:(,]?\s*(?:from|between|at|until|\(|it is|closed)?$/u.test(lower.slice(before.end, event.at).trim());
    const isTime = event.kind === 'range' || event.kind === 'single';
    const on = (isTime ? (isBeside && !isRightBefore ? behind : (before ?? behind)) : (behind ?? before)) ?? null;
    if (on && event.kind !== 'except') taken.add(on);
    return { event, on };
  });
  return pairs.map(({ event, on }, index) => ({
    event,
    on,
    excepted: new Set(pairs.slice(index + 1).flatMap((later) => (later.on && later.on !== on ? later.on.days : []))),
  }));
}

function judged(event: Event, on: SaidDays | null, excepted: ReadonlySet<number>, hours: RecordHours): RecordSaying[] {
  const range: [number, number] = [Math.min(event.at, on?.at ?? event.at), Math.max(event.end, on?.end ?? event.end)];
  const wanted = (on?.days ?? []).filter((day) => !excepted.has(day));
  const spansOn = (day: number): Span[] => hours.days.get(day)?.spans ?? [];
  const leavesOf = (list: readonly number[]) => {
    const leaves = list.flatMap((day) => hours.days.get(day)?.leaf ?? []);
    return leaves.length > 0 ? leaves : [hours.leaf];
  };
  const say = (topic: RecordSaying['topic'], isWrong: boolean, about: readonly number[], isUnsure = false): RecordSaying[] => [
    { topic, verdict: isWrong ? 'contradicts' : 'agrees', leaves: leavesOf(about), range, isUnsure },
  ];
  if (event.kind === 'range' || event.kind === 'single') {
    const fits = (span: Span) => fitsTime(event.open, span[0]) && fitsTime(event.close, span[1]);
    if (![...hours.days.values()].some(({ spans }) => spans.some(fits))) return say('hours', true, wanted);
    const wrong = wanted.filter((day) => !spansOn(day).some(fits));
    // A record that leaves days out may only not know them.
    const isUnsure = wrong.every((day) => !hours.days.has(day));
    return wrong.length > 0 ? say('days', true, wrong, isUnsure) : say('hours', false, wanted);
  }
  if (wanted.length === 0) return [];
  if (event.kind === 'closed') {
    const open = wanted.filter((day) => spansOn(day).length > 0);
    return say('closed', open.length > 0, open.length > 0 ? open : wanted);
  }
  if (event.kind === 'except') return [];
  const usual = usualLength(wanted, hours);
  const isSo = wanted.every((day) => (event.kind === 'longer' ? lengthOn(spansOn(day)) > usual : lengthOn(spansOn(day)) < usual));
  const isUniform = new Set([...hours.days.values()].flatMap(({ spans }) => (spans.length > 0 ? [lengthOn(spans)] : []))).size === 1;
  return say('days', !isSo, wanted, !isUniform);
}

/** `open seven days a week`, `open on Mondays`: no times, but days. */
function openDays(lower: string, days: readonly SaidDays[], hours: RecordHours): RecordSaying[] {
  const open = /\b(?:open|operat\w+)\b(?!ed)/u.exec(lower);
  const on = days.find(({ at }) => open !== null && at > open.index && at - open.index < 40);
  if (!open || !on || /\bnot\b|n['’]t\b/u.test(lower.slice(Math.max(0, open.index - 12), open.index))) return [];
  const shut = on.days.filter((day) => (hours.days.get(day)?.spans ?? []).length === 0);
  const leaves = shut.flatMap((day) => hours.days.get(day)?.leaf ?? []);
  const verdict = shut.length > 0 ? 'contradicts' : 'agrees';
  return [{ topic: 'closed', verdict, leaves: leaves.length > 0 ? leaves : [hours.leaf], range: [open.index, on.end], isUnsure: false }];
}

const fitsTime = (said: readonly number[], minutes: number): boolean =>
  said.length === 0 || said.some((one) => one % 1440 === minutes % 1440);
const lengthOn = (spans: readonly Span[]): number => spans.reduce((sum, [open, close]) => sum + ((close - open + 1440) % 1440 || 1440), 0);

/** The length of most other days. */
function usualLength(wanted: readonly number[], { days }: RecordHours): number {
  const lengths = [...days].flatMap(([day, { spans }]) => (wanted.includes(day) || spans.length === 0 ? [] : [lengthOn(spans)]));
  const counted = new Map<number, number>();
  for (const length of lengths) counted.set(length, (counted.get(length) ?? 0) + 1);
  return [...counted].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}
