// The unit behind a number, and which units measure the same thing: days and months do, days and dollars do not.
import type { NumberMention } from './match-number';

export interface Unit {
  dimension: number;
  unit: number;
  /** Its first spelling, for findings. */
  name: string;
}

/** Units of one dimension, each with its spellings; two different ones of a row are a change. */
const DIMENSIONS = [
  [
    'second|seconds|sec',
    'minute|minutes|min|mins',
    'hour|hours|hrs|hr|h',
    'day|days',
    'week|weeks',
    'month|months',
    'quarter|quarters',
    'year|years|yr|yrs',
    'decade|decades',
  ],
  [
    'mm|millimetre|millimetres|millimeter|millimeters',
    'cm|centimetre|centimetres|centimeter|centimeters',
    'm|metre|metres|meter|meters',
    'km|kilometre|kilometres|kilometers|kilometer',
    'mile|miles|mi',
    'inch|inches|in',
    'foot|feet|ft',
    'yard|yards|yd',
  ],
  [
    'mg|milligram|milligrams',
    'g|gram|grams',
    'kg|kilogram|kilograms|kilo|kilos',
    'lb|lbs|pound|pounds',
    'ounce|ounces|oz',
    'tonne|tonnes|ton|tons',
  ],
  [
    'ml|millilitre|milliliter|milliliters',
    'l|litre|litres|liter|liters',
    'gallon|gallons',
    'cup|cups',
    'teaspoon|teaspoons|tsp',
    'tablespoon|tablespoons|tbsp',
    'pint|pints',
    'quart|quarts',
  ],
  ['kb', 'mb', 'gb', 'tb'],
  ['percent', 'basis point|basis points|bp|bps'],
  ['°c|celsius', '°f|fahrenheit'],
  ['acre|acres', 'hectare|hectares|ha'],
  ['kw', 'mw', 'gw'],
  ['mph', 'kmh|kph'],
];
const UNIT_OF = new Map<string, Unit>(
  DIMENSIONS.flatMap((row, dimension) =>
    row.flatMap((spellings, unit) =>
      spellings.split('|').map((word) => [word, { dimension, unit, name: spellings.split('|')[0] as string }] as const),
    ),
  ),
);

/** Words that may stand between a number and its unit. */
const BETWEEN = /^(?:calendar|business|working|consecutive|full|whole|square|cubic|additional|more|degrees?|°)[\s-]?/iu;
const REACH = 40;

/** The unit right behind a number, or null. Percent is a unit, so that basis points differ from it. */
export function unitAfter(text: string, { end, isPercent }: Pick<NumberMention, 'end' | 'isPercent'>): Unit | null {
  if (isPercent) return UNIT_OF.get('percent') ?? null;
  let after = text.slice(end, end + REACH).replace(/^\)?[\s-]?/u, '');
  for (let step = 0; step < 2 && BETWEEN.test(after) && !/^°[cf]/iu.test(after); step++) after = after.replace(BETWEEN, '');
  const two = /^(?:basis\spoints?|°[cf])(?!\p{L})/iu.exec(after)?.[0];
  const word = two?.replace(/\s/gu, ' ') ?? /^\p{L}+/u.exec(after)?.[0];
  return word === undefined ? null : (UNIT_OF.get(word.toLowerCase()) ?? null);
}
