// IP addresses: dotted quads that are no version, and IPv6. Loopback and unspecified addresses tell nothing and stay.
import { isIPv6 } from 'node:net';
import type { Meter, Reading, Recogniser } from './recogniser';

const QUAD = /(?<![\w.])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\w]|\.\d)/g;
const COLONS = /(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}(?![\w:])/g;
const OPEN = /^(?:127\.|0\.0\.0\.0$|255\.255\.255\.255$)/;
/** A single slash stands before the version of a product; two begin an address. */
const VERSION_BEFORE = /(?:\bv|version|release|build|(?<![/:])\/)[\s:=]{0,3}$/i;

export const ipAddress: Recogniser = {
  id: 'ip',
  title: 'IP address',
  example: '203.0.113.57',
  isChecksummed: false,
  words: /\b(?:ip|ipv4|ipv6|address|addr|host|client|remote|peer|from|server|gateway|subnet|x forwarded for)\b/,
  find: { anchor: null, isWorthIt: (text) => /\d\.\d|:[0-9a-fA-F]{0,4}:/.test(text), readings },
};

function* readings(text: string, meter: Meter): Generator<Reading> {
  meter.steps += text.length * 2;
  QUAD.lastIndex = 0;
  for (let match = QUAD.exec(text); match; match = QUAD.exec(text)) {
    const value = match[0];
    if (OPEN.test(value) || VERSION_BEFORE.test(text.slice(Math.max(0, match.index - 12), match.index))) continue;
    // 1.2.3.4 is a version more often than a host.
    const isLow = value.split('.').every((part) => Number(part) < 30);
    yield { start: match.index, end: match.index + value.length, value, strength: isLow ? 0.1 : 0.7 };
  }
  COLONS.lastIndex = 0;
  for (let match = COLONS.exec(text); match; match = COLONS.exec(text)) {
    const value = match[0].toLowerCase();
    const groups = value.split(':').filter((group) => group !== '');
    if (groups.length < 2 || !isIPv6(value)) continue;
    const isRouted = /^(?:2[0-9a-f]{3}|3[0-9a-f]{3}|fe80|f[cd][0-9a-f]{2}):/.test(value);
    yield { start: match.index, end: match.index + value.length, value, strength: isRouted || groups.length >= 4 ? 0.8 : 0.1 };
  }
}
