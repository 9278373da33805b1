// Finds numbers that stand in the source with another currency or another unit.
import { candidatesFor, sentenceAround } from '@/lib/domain/anchor/anchor-candidate';
import { placeName } from '@/lib/domain/anchor/anchor-cited';
import type { ClaimReading } from '@/lib/domain/anchor/anchor-reading';
import { numbersIn, type NumberMention } from '@/lib/domain/match/match-number';
import type { Check, CheckInput, Said } from './check';
import { claimWords } from './claim-words';
import { type EvidenceSpace, evidenceSpace } from './evidence-space';

export const unitChanged: Check = {
  id: 'units',
  version: '1',
  codes: [
    {
      code: 'currency_changed',
      title: 'Currency changed',
      severity: 'high',
      explanation: 'The amount stands in the source in another currency.',
    },
    {
      code: 'unit_changed',
      title: 'Unit changed',
      severity: 'high',
      explanation: 'The number stands in the source with another unit: days for weeks, percent for a plain number.',
    },
  ],
  run(input: CheckInput): Said[] {
    const space = evidenceSpace(input);
    return input.readings.flatMap((reading) => changesIn(reading, space));
  },
};

/** Units of one dimension, each with its spellings; two different ones of a row are a change. */
const DIMENSIONS = [
  [
    'second|seconds|sec',
    'minute|minutes|min|mins',
    'hour|hours|hrs|hr|h',
    'day|days|calendar days|business days|working days',
    'week|weeks',
    'month|months',
    'quarter|quarters',
    'year|years|yr|yrs',
  ],
  [
    'mm',
    'cm',
    'm|metre|metres|meter|meters',
    'km|kilometre|kilometres|kilometers|kilometer',
    'mile|miles|mi',
    'inch|inches|in',
    'foot|feet|ft',
    'yard|yards',
  ],
  ['mg', 'g|gram|grams', 'kg|kilogram|kilograms', 'lb|lbs|pound|pounds', 'ounce|ounces|oz', 'tonne|tonnes|ton|tons'],
  ['ml', 'l|litre|litres|liter|liters', 'gallon|gallons', 'cup|cups', 'teaspoon|teaspoons|tsp', 'tablespoon|tablespoons|tbsp'],
  ['kb', 'mb', 'gb', 'tb'],
];
const UNIT_OF = new Map(
  DIMENSIONS.flatMap((row, dimension) =>
    row.flatMap((spellings, unit) =>
      spellings.split('|').map((word) => [word, { dimension, unit, name: spellings.split('|')[0] as string }] as const),
    ),
  ),
);

function changesIn({ claim, best }: ClaimReading, space: EvidenceSpace): Said[] {
  if (claim.kind === 'field' && best?.match === 'currency') {
    return [
      {
        code: 'currency_changed',
        claimId: claim.claimId,
        anchors: claim.anchors,
        detail: `${claimWords(claim)} stands on ${placeName(best)} in another currency.`,
      },
    ];
  }
  if (claim.kind !== 'sentence' || claim.state === 'exact' || claim.state === 'normalised') return [];
  const place = best
    ? { source: best.source, range: sentenceAround(best.source.index, best.place) }
    : candidatesFor(space, claim.text, 1).find(({ coverage }) => coverage >= 0.5);
  if (!place) return [];
  const stretch = place.source.index.text.slice(place.range.start, place.range.end);
  const there = numbersIn(stretch, place.source.index.hasDecimalComma);
  return numbersIn(claim.text).flatMap((stated): Said[] => {
    const same = there.filter(({ digits, scale }) => digits === stated.digits && scale === stated.scale);
    const where = placeName({ source: place.source, place: place.range });
    const [other] = same;
    if (!other || same.some((one) => !differs(claim.text, stated, stretch, one))) return [];
    const code =
      stated.currency !== null && other.currency !== null && stated.currency !== other.currency ? 'currency_changed' : 'unit_changed';
    return [
      {
        code,
        claimId: claim.claimId,
        anchors: claim.anchors.length > 0 ? claim.anchors : claim.candidates.slice(0, 1),
        detail: `${claimWords(claim)} gives ${withUnit(claim.text, stated)}, ${where} has ${withUnit(stretch, other)}.`,
      },
    ];
  });
}

function differs(text: string, stated: NumberMention, stretch: string, other: NumberMention): boolean {
  if (stated.currency !== null && other.currency !== null) return stated.currency !== other.currency;
  if (stated.isPercent !== other.isPercent)
    return stated.isPercent
      ? unitAfter(stretch, other) !== null || other.currency !== null
      : unitAfter(text, stated) !== null || stated.currency !== null;
  const [a, b] = [unitAfter(text, stated), unitAfter(stretch, other)];
  return a !== null && b !== null && a.dimension === b.dimension && a.unit !== b.unit;
}

function unitAfter(text: string, { end }: NumberMention) {
  const word = /^\)?[\s-]?(\p{L}+)/u.exec(text.slice(end, end + 20))?.[1]?.toLowerCase();
  return word === undefined ? null : (UNIT_OF.get(word) ?? null);
}

function withUnit(text: string, mention: NumberMention): string {
  const unit = unitAfter(text, mention);
  const written = text.slice(mention.start, mention.end);
  if (mention.currency !== null) return `${mention.currency} ${written}`;
  return mention.isPercent ? `${written} %` : `${written}${unit ? ` ${unit.name}s` : ''}`;
}
