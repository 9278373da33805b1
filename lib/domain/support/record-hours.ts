// Opening times in a sentence against those of a record: objects whose keys are days of the week, values such as `7:0-14:30`.
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export interface HoursReading {
  /** Times that no day has. */
  wrong: number;
  /** Times that some day has, said of days that have others. */
  wrongDays: number;
  /** Said to be closed on a day that has hours, or open on one that has none. */
  wrongClosed: number;
  right: number;
}

type Span = [number, number];

/** Minutes of the day by day; a day that is absent, null or `0:0-0:0` is not among them. */
export function hoursIn(record: unknown): Map<number, Span> | null {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return null;
  const entries = Object.entries(record as Record<string, unknown>);
  const days = entries.filter(([key]) => DAYS.includes(key.toLowerCase()));
  if (days.length >= 2) {
    const found = new Map<number, Span>();
    for (const [key, value] of days) {
      const match = /^(\d{1,2}):?(\d{1,2})?\s*-\s*(\d{1,2}):?(\d{1,2})?$/u.exec(String(value ?? '').trim());
      if (!match) continue;
      const span: Span = [Number(match[1]) * 60 + Number(match[2] ?? 0), Number(match[3]) * 60 + Number(match[4] ?? 0)];
      if (span[0] !== span[1] || span[0] !== 0) found.set(DAYS.indexOf(key.toLowerCase()), span);
    }
    return found;
  }
  for (const [, value] of entries) {
    const inner = hoursIn(value);
    if (inner) return inner;
  }
  return null;
}

const EXCEPTION =
  /\b(?:with (?:extended|the exception|shorter|reduced|slightly|later)|except|extend\w*|while on|varying|and until|and closes)\b/u;

const TIME = String.raw`(\d{1,2})(?:[:.](\d{2}))?\s*(a\.?m\.?|p\.?m\.?|noon|midnight)?|\b(noon|midnight)\b`;
const RANGE = new RegExp(String.raw`(?:${TIME})\s*(?:-|–|—|to|until|till|and|through)\s*(?:${TIME})`, 'giu');

export function readHours(sentence: string, hours: ReadonlyMap<number, Span>): HoursReading {
  const whole = sentence.toLowerCase();
  // What is said of some days only, `with extended hours until 9 pm on Fridays`, takes those days out of what was said before.
  const cut = EXCEPTION.exec(whole)?.index ?? whole.length;
  const text = whole.slice(0, cut);
  const excepted = new Set(cut < whole.length ? daysIn(whole.slice(cut)) : []);
  const reading: HoursReading = { wrong: 0, wrongDays: 0, wrongClosed: 0, right: 0 };
  const said = [...text.matchAll(RANGE)].flatMap((match) => {
    const from = minutes(match[1], match[2], match[3], match[4]);
    const to = minutes(match[5], match[6], match[7], match[8]);
    const isTime = Boolean(match[3] || match[7] || match[2] || match[6] || match[4] || match[8]);
    return from && to && isTime ? [{ at: match.index, from, to }] : [];
  });
  const all = [...hours.values()];
  const days = daysIn(text);
  for (const { at, from, to } of said) {
    const fits = ([open, close]: Span) => from.includes(open) && (to.includes(close) || (close === 0 && to.includes(1440)));
    const near =
      said.length === 1
        ? days
        : daysNear(
            text,
            at,
            said.map((one) => one.at),
          );
    if (!all.some(fits)) reading.wrong++;
    else if (near.some((day) => !excepted.has(day) && (!hours.has(day) || !fits(hours.get(day) as Span)))) reading.wrongDays++;
    else reading.right++;
  }
  const closed = /\bclosed(?: on)?\s+((?:(?:on|and|,|\s)*(?:mon|tues|wednes|thurs|fri|satur|sun)days?)+)/u.exec(text);
  if (closed) reading.wrongClosed += daysIn(closed[1] as string).filter((day) => hours.has(day)).length > 0 ? 1 : 0;
  if (said.length > 0 || /\bopen\b/u.test(text)) {
    const isAll = /\b(?:every ?day|daily|seven days|7 days|all week)\b/u.test(text);
    if (isAll && hours.size < 7) reading.wrongClosed++;
  }
  return reading;
}

/** Both readings where neither half of the day is named. */
function minutes(hour?: string, minute?: string, half?: string, word?: string): number[] | null {
  const named = word ?? (half === 'noon' || half === 'midnight' ? half : undefined);
  if (named) return named === 'noon' ? [720] : [0, 1440];
  if (hour === undefined) return null;
  const [h, m] = [Number(hour), Number(minute ?? 0)];
  if (h > 24 || m > 59) return null;
  if (half?.startsWith('a')) return [(h % 12) * 60 + m];
  if (half?.startsWith('p')) return [((h % 12) + 12) * 60 + m];
  return h < 12 ? [h * 60 + m, (h + 12) * 60 + m] : [h * 60 + m];
}

function daysIn(text: string): number[] {
  if (/\b(?:every ?day|daily|seven days|7 days|all week)\b/u.test(text)) return [0, 1, 2, 3, 4, 5, 6];
  const found = new Set<number>();
  if (/\bweekdays?\b/u.test(text)) for (const day of [0, 1, 2, 3, 4]) found.add(day);
  if (/\bweekends?\b/u.test(text)) for (const day of [5, 6]) found.add(day);
  const names = [...text.matchAll(/\b(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?\b/gu)].map((match) => ({
    day: DAYS.findIndex((name) => name.startsWith((match[1] as string).slice(0, 3))),
    end: match.index + match[0].length,
    at: match.index,
  }));
  names.forEach(({ day, at }, index) => {
    const before = names[index - 1];
    if (before && /^\s*(?:-|–|—|to|through|thru)\s*$/u.test(text.slice(before.end, at)))
      for (let step = before.day; step !== day; step = (step + 1) % 7) found.add(step);
    found.add(day);
  });
  return [...found];
}

/** Days named between this time and its neighbours: behind it when days follow the times, else before it. */
function daysNear(text: string, at: number, times: readonly number[]): number[] {
  const next = times.find((other) => other > at) ?? text.length;
  const before = [...times].reverse().find((other) => other < at) ?? 0;
  const follow = daysIn(text.slice(0, times[0])).length === 0;
  return daysIn(follow ? text.slice(at, next) : text.slice(before, at));
}
