// What a span admits to be missing: limits of the SDK that sent it leave counts, and cut texts leave round lengths.
import { isCutJson } from '@/lib/domain/json-container';
import type { OtlpSpan } from './otlp-span';

/** SDK limits are set by people, as powers of two or round decimals; below these a length is round by accident too often. */
const MIN_LIMIT = 256;
const MIN_REPEATED_LIMIT = 32;

export function spanLosses(span: OtlpSpan): string[] {
  const eventAttributes = span.events.reduce((sum, event) => sum + event.droppedAttributes, 0);
  return [
    ...span.losses,
    ...dropped(span.droppedAttributes, 'attribute', 'what was set last is missing, which is often the answer and the token counts'),
    ...dropped(span.droppedEvents, 'event', 'the steps between are incomplete'),
    ...dropped(span.droppedLinks, 'link', 'related spans are unknown'),
    ...dropped(eventAttributes, 'attribute of events', 'the events are incomplete'),
    ...cutTexts(span),
    ...backwards(span),
  ];
}

function dropped(count: number, what: string, consequence: string): string[] {
  if (count === 0) return [];
  return [`the sender dropped ${count} ${count === 1 ? what : what.replace(/^\w+/, '$&s')} at its limit: ${consequence}`];
}

function backwards({ startNs, endNs }: OtlpSpan): string[] {
  if (startNs === null || endNs === null || endNs >= startNs) return [];
  return [
    `the end lies ${Number(startNs - endNs) / 1e6} ms before the start: the clocks of the sender disagree, so the duration counts as 0`,
  ];
}

/** Nothing marks a text that an SDK cut: JSON ends in the middle, or several texts end at one round length. */
function cutTexts({ attributes }: OtlpSpan): string[] {
  const cutJson: string[] = [];
  let ending: string[] = [];
  let longest = 0;
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value !== 'string' || value.length < MIN_REPEATED_LIMIT) continue;
    if (isCutJson(value)) cutJson.push(name);
    if (value.length > longest) ending = [];
    longest = Math.max(longest, value.length);
    if (value.length === longest) ending.push(name);
  }
  const isLimit = isRound(longest) && ending.length > 0 && (longest >= MIN_LIMIT || ending.length > 1);
  return [
    ...cutJson.map(
      (name) => `${name} begins as JSON and does not end as such: it was cut after ${String(attributes[name]).length} characters`,
    ),
    ...(isLimit
      ? [`${ending.join(', ')} ${ending.length === 1 ? 'has' : 'have'} exactly ${longest} characters, as if cut at a limit`]
      : []),
  ];
}

function isRound(length: number): boolean {
  return length % 1000 === 0 || Number.isInteger(Math.log2(length));
}
