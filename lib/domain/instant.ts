// Instants: RFC 3339 text to nanoseconds since the epoch and back, without losing digits on the way.

const RFC_3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})$/;

/** The last nanosecond that a signed 64-bit column holds: in the year 2262. */
export const MAX_INSTANT_NS = 2n ** 63n - 1n;

/** Nanoseconds since the epoch, or null when the text is not RFC 3339 or lies outside 1970 to 2262. */
export function parseInstantNs(text: string): bigint | null {
  const match = RFC_3339.exec(text);
  if (!match) return null;
  const [, day, time, fraction = '', zone = 'Z'] = match;
  const ms = Date.parse(`${day}T${time}${zone.toUpperCase()}`);
  if (Number.isNaN(ms) || ms < 0 || !isRealDay(day as string)) return null;
  const ns = BigInt(ms) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
  return ns > MAX_INSTANT_NS ? null : ns;
}

/** RFC 3339 UTC with microseconds, the form of every time on the wire; what is finer is cut. */
export function isoMicros(ns: bigint): string {
  const micros = ns / 1000n;
  return new Date(Number(micros / 1000n)).toISOString().replace(/(\d{3})Z$/, `$1${String(micros % 1000n).padStart(3, '0')}Z`);
}

/** Date.parse takes 31 February for 3 March. */
function isRealDay(day: string): boolean {
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}
