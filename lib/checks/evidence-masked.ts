// Tells when a claim cannot be checked because a value was masked: in the claim, or at the place that speaks about it.
import type { ClaimReading } from '@/lib/domain/anchor/anchor-reading';
import { marksIn } from '@/lib/domain/mask-token';
import type { Check, CheckInput, Said } from './check';
import { claimWords } from './claim-words';

/** What other maskers leave; our own marks are read by `marksIn`. */
const FOREIGN_MARK =
  /__REDACTED__|\[(?:REDACTED|MASKED)[^\]\n]{0,40}\]|<(?:REDACTED|MASKED)[^>\n]{0,40}>|\*{3}REDACTED\*{3}|⟦[a-z_]{1,30}(?::(?:tok|hash)_[^⟧\n]{1,80})?⟧/iu;
/** States in which the sources do not bear the claim out. */
const UNBORNE = new Set(['missing', 'approximate', 'contradicted', 'no_source']);

export const evidenceMasked: Check = {
  id: 'evidence-masked',
  version: '1',
  codes: [
    {
      code: 'evidence_masked',
      title: 'Evidence masked',
      severity: 'medium',
      explanation:
        'A value was masked in the claim or at the place that speaks about it, and nothing that is left proves or refutes it. Whoever may can have the value back and compare.',
    },
  ],
  run: (input: CheckInput): Said[] => input.readings.flatMap((reading) => say(reading, input)),
};

function say({ claim, best }: ClaimReading, { run, documents }: CheckInput): Said[] {
  if (!UNBORNE.has(claim.state)) return [];
  const { claimId } = claim;
  const words = claimWords(claim);
  const marks = marksIn(claim.text);
  const lost =
    marks.find(({ form }) => form === null) ?? (FOREIGN_MARK.test(claim.text) && marks.length === 0 ? { type: 'value' } : undefined);
  if (lost)
    return [
      {
        code: 'evidence_masked',
        claimId,
        detail: `${words}: the ${spoken(lost.type)} was masked in the claim for good, so no source can be compared with it.`,
      },
    ];
  const open = marks.find(
    ({ text }) =>
      !run.passages.some(({ content }) => content.includes(text)) &&
      !documents.some(({ layer }) => layer.pages.some((page) => page.text.includes(text))),
  );
  if (open) {
    const where = documents.length > 0 ? 'the sources, which may hold it unmasked' : 'the sources';
    return [
      { code: 'evidence_masked', claimId, detail: `${words}: the masked ${spoken(open.type)} stands under no such token in ${where}.` },
    ];
  }
  const places = [...claim.anchors, ...claim.candidates].filter(({ quote, prefix, suffix }) =>
    FOREIGN_MARK.test(`${prefix}${quote}${suffix}`),
  );
  const [place] = places;
  if (!place || (best === null && claim.candidates.length === 0)) return [];
  return [{ code: 'evidence_masked', claimId, anchors: [place], detail: `${words}: the place that speaks about it is masked.` }];
}

function spoken(type: string): string {
  return type.replaceAll('_', ' ');
}
