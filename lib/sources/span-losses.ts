// What a span admits to be missing: limits of the SDK that sent it leave counts, and cut texts leave round lengths.
import { isCutJson } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import type { OtlpSpan } from './otlp-span';

/** SDK limits are set by people, as powers of two or round decimals; below these a length is round by accident too often. */
const MIN_LIMIT = 256;
const MIN_REPEATED_LIMIT = 32;

export function spanLosses(span: OtlpSpan): string[] {
  const losses = [...span.losses];
  if (span.droppedAttributes > 0)
    losses.push(
      dropped(span.droppedAttributes, 'attribute', 'what was set last is missing, which is often the answer and the token counts'),
    );
  if (span.droppedEvents > 0) losses.push(dropped(span.droppedEvents, 'event', 'the steps between are incomplete'));
  if (span.droppedLinks > 0) losses.push(dropped(span.droppedLinks, 'link', 'related spans are unknown'));
  let eventAttributes = 0;
  for (const { droppedAttributes } of span.events) eventAttributes += droppedAttributes;
  if (eventAttributes > 0) losses.push(dropped(eventAttributes, 'attribute of events', 'the events are incomplete'));
  noteCutTexts(span, losses);
  noteBackwards(span, losses);
  return losses;
}

function dropped(count: number, what: string, consequence: string): string {
  return `the sender dropped ${count} ${count === 1 ? what : what.replace(/^\w+/, '$&s')} at its limit: ${consequence}`;
}

function noteBackwards({ startNs, endNs }: OtlpSpan, losses: string[]): void {
  if (startNs === null || endNs === null || endNs >= startNs) return;
  losses.push(
    `the end lies ${Number(startNs - endNs) / 1e6} ms before the start: the clocks of the sender disagree, so the duration counts as 0`,
  );
}

/** Nothing marks a text that an SDK cut: JSON ends in the middle, or several texts end at one round length. */
function noteCutTexts({ attributes }: OtlpSpan, losses: string[]): void {
  let longest = 0;
  for (const name in attributes) {
    const value = attributes[name];
    if (typeof value !== 'string' || value.length < MIN_REPEATED_LIMIT) continue;
    longest = Math.max(longest, value.length);
    if (isCutJson(value)) losses.push(`${name} begins as JSON and does not end as such: it was cut after ${value.length} characters`);
  }
  if (longest === 0 || !isRound(longest)) return;
  const ending = Object.keys(attributes).filter((name) => hasLength(attributes[name], longest));
  if (longest < MIN_LIMIT && ending.length === 1) return;
  losses.push(`${ending.join(', ')} ${ending.length === 1 ? 'has' : 'have'} exactly ${longest} characters, as if cut at a limit`);
}

function hasLength(value: Json | undefined, length: number): boolean {
  return typeof value === 'string' && value.length === length;
}

function isRound(length: number): boolean {
  return length % 1000 === 0 || Number.isInteger(Math.log2(length));
}
