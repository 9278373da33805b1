// Times in the forms that exports write them, as RFC 3339: without a zone they are UTC, numbers are told apart by their size.
import { isoMicros, MAX_INSTANT_NS, parseInstantNs } from '@/lib/domain/instant';
import type { Json } from '@/lib/domain/run/run';

const LOOSE = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2})?)(\.\d+)? ?(Z|z|UTC|[+-]\d{2}(?::?\d{2})?)?$/;

/** Nanoseconds since the epoch, or null for what is not a time. Numbers: seconds, milliseconds, microseconds or nanoseconds. */
export function instantNs(value: Json | undefined): bigint | null {
  if (typeof value === 'number') return numericNs(String(value));
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return numericNs(text);
  const match = LOOSE.exec(text);
  if (!match) return /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseInstantNs(`${text}T00:00:00Z`) : null;
  const [, day, time = '', fraction = '', zone = 'Z'] = match;
  const clock = time.length === 5 ? `${time}:00` : time;
  return parseInstantNs(`${day}T${clock}${fraction.slice(0, 10)}${zoneOf(zone)}`);
}

/** RFC 3339 UTC with microseconds, or undefined. */
export function instantText(value: Json | undefined): string | undefined {
  const ns = instantNs(value);
  return ns === null ? undefined : isoMicros(ns);
}

function zoneOf(zone: string): string {
  if (/^(z|utc)$/i.test(zone)) return 'Z';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

/** 10¹¹ seconds are the year 5138, and 10¹¹ milliseconds 1973. */
function numericNs(text: string): bigint | null {
  const number = Number(text);
  const [whole = '0', fraction = ''] = /e/.test(text) ? [String(BigInt(Math.round(number)))] : text.split('.');
  const digits = number < 1e11 ? 9 : number < 1e14 ? 6 : number < 1e17 ? 3 : 0;
  const ns = BigInt(whole) * 10n ** BigInt(digits) + BigInt(fraction.padEnd(digits, '0').slice(0, digits) || '0');
  return ns > MAX_INSTANT_NS ? null : ns;
}
