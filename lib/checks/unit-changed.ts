// Finds numbers that stand in the source with another currency or another unit.
import { groupBy } from '@/lib/domain/group-by';
import { candidatesFor, sentenceAround } from '@/lib/domain/anchor/anchor-candidate';
import { type CloseReading, closeDetails, closeFollows, closeReading } from '@/lib/domain/anchor/anchor-close';
import { placeName } from '@/lib/domain/anchor/anchor-cited';
import type { ClaimReading } from '@/lib/domain/anchor/anchor-reading';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import { numbersIn, type NumberMention } from '@/lib/domain/match/match-number';
import { unitAfter } from '@/lib/domain/match/match-unit';
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

function changesIn(reading: ClaimReading, space: EvidenceSpace): Said[] {
  const { claim, best } = reading;
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
  const close = closeReading(reading, space);
  if (close && closeFollows(close)) return followed(claim, close);
  return claim.kind !== 'sentence' || claim.state === 'exact' || claim.state === 'normalised' ? [] : nearby(reading, space);
}

/** A sentence that follows its source is compared word by word, so that it is clear which number stands where. */
function followed(claim: AnchoredClaim, close: CloseReading): Said[] {
  const details = closeDetails(close).filter(({ kind }) => kind === 'unit' || kind === 'currency');
  const where = placeName({ source: close.source, place: close.range });
  return details.map(({ kind, wanted, found }) => said(claim, kind === 'currency', `gives ${wanted}, ${where} has ${found}`));
}

const said = (claim: AnchoredClaim, isCurrency: boolean, what: string): Said => ({
  code: isCurrency ? 'currency_changed' : 'unit_changed',
  claimId: claim.claimId,
  anchors: claim.anchors.length > 0 ? claim.anchors : claim.candidates.slice(0, 1),
  detail: `${claimWords(claim)} ${what}.`,
});

function nearby({ claim, best }: ClaimReading, space: EvidenceSpace): Said[] {
  const place = best
    ? { source: best.source, range: sentenceAround(best.source.index, best.place) }
    : candidatesFor(space, claim.text, 1).find(({ coverage }) => coverage >= 0.5);
  if (!place) return [];
  const stretch = place.source.index.text.slice(place.range.start, place.range.end);
  const there = byFigure(stretch, place.source.index.hasDecimalComma);
  return numbersIn(claim.text).flatMap((stated): Said[] => {
    const same = there.get(figureOf(stated)) ?? [];
    const where = placeName({ source: place.source, place: place.range });
    const [other] = same;
    if (!other || same.some((one) => !differs(claim.text, stated, stretch, one))) return [];
    const isCurrency = stated.currency !== null && other.currency !== null && stated.currency !== other.currency;
    return [said(claim, isCurrency, `gives ${withUnit(claim.text, stated)}, ${where} has ${withUnit(stretch, other)}`)];
  });
}

const figureOf = ({ digits, scale }: NumberMention): string => `${digits} ${scale}`;

/** The numbers of a text by figure; of those with the same unit the first, so that a long row of one number is looked at once. */
function byFigure(text: string, hasDecimalComma: boolean): Map<string, NumberMention[]> {
  const firsts = new Map<string, NumberMention>();
  for (const mention of numbersIn(text, hasDecimalComma)) {
    const form = `${figureOf(mention)} ${mention.currency} ${mention.isPercent} ${unitAfter(text, mention)?.name}`;
    if (!firsts.has(form)) firsts.set(form, mention);
  }
  return groupBy(firsts.values(), figureOf);
}

function differs(text: string, stated: NumberMention, stretch: string, other: NumberMention): boolean {
  if (stated.currency !== null && other.currency !== null) return stated.currency !== other.currency;
  const [a, b] = [unitAfter(text, stated), unitAfter(stretch, other)];
  if (stated.isPercent !== other.isPercent && !(a && b && a.dimension === b.dimension))
    return stated.isPercent ? b !== null || other.currency !== null : a !== null || stated.currency !== null;
  return a !== null && b !== null && a.dimension === b.dimension && a.unit !== b.unit;
}

function withUnit(text: string, mention: NumberMention): string {
  const unit = unitAfter(text, mention);
  const written = text.slice(mention.start, mention.end);
  if (mention.currency !== null) return `${mention.currency} ${written}`;
  return mention.isPercent ? `${written} %` : `${written}${unit ? ` ${unit.name}s` : ''}`;
}
