// Ids, times and empty forms of spans and log records: what both encodings share.
import { MAX_INSTANT_NS } from '@/lib/domain/instant';
import type { OtlpLog, OtlpOrigin, OtlpSpan } from '@/lib/sources/otlp-span';
import { ItemError } from './decode-budget';

export function newSpan(origin: OtlpOrigin): OtlpSpan {
  return {
    origin,
    traceId: '',
    spanId: '',
    parentSpanId: null,
    name: '',
    kind: 0,
    startNs: null,
    endNs: null,
    attributes: {},
    droppedAttributes: 0,
    events: [],
    droppedEvents: 0,
    links: [],
    droppedLinks: 0,
    statusCode: 0,
    statusMessage: '',
    traceState: '',
    losses: [],
  };
}

export function newLog(origin: OtlpOrigin): OtlpLog {
  return {
    origin,
    timeNs: null,
    severityNumber: 0,
    severityText: '',
    eventName: '',
    body: null,
    attributes: {},
    droppedAttributes: 0,
    traceId: null,
    spanId: null,
    losses: [],
  };
}

/** Lower-case hex of the right length and not all zero, or the item is refused. */
export function checkedId(hex: string, digits: 16 | 32, what: string): string {
  if (hex.length !== digits) throw new ItemError(`the ${what} has ${hex.length / 2} bytes instead of ${digits / 2}`);
  if (/^0+$/.test(hex)) throw new ItemError(`the ${what} is all zero`);
  return hex;
}

/** Absent, empty and all zero mean that a record belongs to no span. */
export function optionalId(hex: string | null, digits: 16 | 32, what: string): string | null {
  return hex === null || /^0*$/.test(hex) ? null : checkedId(hex, digits, what);
}

/** Absent, empty and all zero mean a root. A parent id of another length cannot name a span: it is noted and left out. */
export function parentOf(hex: string | null, losses: string[]): string | null {
  if (hex === null || /^0*$/.test(hex)) return null;
  if (hex.length === 16) return hex;
  losses.push(`the parent id has ${hex.length / 2} bytes instead of 8 and was left out: ${hex.slice(0, 64)}`);
  return null;
}

/** Of the flags bit 8 says that bit 9 tells whether the parent is in another process. */
export function isParentRemote(flags: number): boolean {
  return (flags & 0x300) === 0x300;
}

/** Zero means unknown; a time beyond 2262 does not fit into a signed 64-bit column. */
export function checkedTime(ns: bigint, what: string, losses: string[]): bigint | null {
  if (ns === 0n) return null;
  if (ns > 0n && ns <= MAX_INSTANT_NS) return ns;
  losses.push(`the ${what} ${ns} lies outside 1970 to 2262 and was left out`);
  return null;
}
