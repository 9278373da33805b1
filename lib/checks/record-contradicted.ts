// Holds sentences and fields of the output against the records among the sources, field by field.
import { placeName } from '@/lib/domain/anchor/anchor-cited';
import { anchorsAt } from '@/lib/domain/anchor/anchor-place';
import type { RunSource } from '@/lib/domain/anchor/anchor-source';
import type { AnchoredClaim } from '@/lib/domain/evidence';
import { type KnownRecord, knownRecord } from '@/lib/domain/record/record-known';
import type { RecordSaying } from '@/lib/domain/record/record-saying';
import { sayingsOf } from '@/lib/domain/record/record-sayings';
import type { RecordLeaf } from '@/lib/domain/record/record-text';
import type { Check, CheckInput, Said } from './check';
import { claimWords, shorten } from './claim-words';
import { evidenceSpace } from './evidence-space';
import { fieldAgainst } from './record-field';

export const recordContradicted: Check = {
  id: 'record',
  version: '1',
  codes: [
    {
      code: 'record_contradicted',
      title: 'Record says otherwise',
      severity: 'high',
      explanation:
        'The sources hold a record, and its field gives another value than the output: a flag that is off, other opening hours, another figure. The finding points to the field.',
    },
    {
      code: 'record_unknown_asserted',
      title: 'Unknown in the record',
      severity: 'medium',
      explanation:
        'The output says that something is so, or is not so, where the record has null: nobody knows it, and neither can the output.',
    },
  ],
  run(input: CheckInput): Said[] {
    const records = recordsAmong(evidenceSpace(input).sources);
    if (records.size === 0) return [];
    return input.readings.flatMap(({ claim }) => (claim.kind === 'sentence' ? ofSentence(claim, records) : ofField(claim, records)));
  },
};

/** The text of a record is read once for each source. */
function recordsAmong(sources: readonly RunSource[]): Map<KnownRecord, RunSource> {
  const records = new Map<KnownRecord, RunSource>();
  for (const source of sources) {
    // A document of which only passages were given is read as these passages.
    if (source.kind === 'document' && source.given !== null) continue;
    const record = knownRecord(source.index.text);
    if (record) records.set(record, source);
  }
  return records;
}

const MAX_A_CLAIM = 5;

function ofSentence(claim: AnchoredClaim, records: ReadonlyMap<KnownRecord, RunSource>): Said[] {
  const { said } = sayingsOf(claim.text, [...records.keys()]);
  const wrong = said.filter(({ saying }) => saying.verdict !== 'agrees' && !saying.isUnsure);
  const seen = new Set<RecordLeaf>();
  return wrong.slice(0, MAX_A_CLAIM).flatMap(({ record, saying }): Said[] => {
    const [leaf] = saying.leaves;
    if (!leaf || seen.has(leaf)) return [];
    seen.add(leaf);
    const words = `“${shorten(claim.text.slice(...saying.range), 60)}”`;
    return [finding(claim, records.get(record) as RunSource, saying, leaf, `${claimWords(claim)} ${verb(saying)} ${words}`)];
  });
}

function ofField(claim: AnchoredClaim, records: ReadonlyMap<KnownRecord, RunSource>): Said[] {
  return [...records].flatMap(([record, source]): Said[] => {
    const against = fieldAgainst(claim, record);
    return against ? [finding(claim, source, against, against.leaf, claimWords(claim))] : [];
  });
}

function finding(
  claim: AnchoredClaim,
  source: RunSource,
  { verdict }: Pick<RecordSaying, 'verdict'>,
  leaf: RecordLeaf,
  says: string,
): Said {
  const place = { start: leaf.start, end: leaf.end };
  const value = shorten(typeof leaf.value === 'string' ? `“${leaf.value}”` : String(leaf.value), 60);
  const where = `${placeName({ source, place })} has ${value} at ${leaf.pointer}`;
  return {
    code: verdict === 'contradicts' ? 'record_contradicted' : 'record_unknown_asserted',
    claimId: claim.claimId,
    anchors: anchorsAt(source, place, { score: 1, origin: 'found', match: 'exact' }),
    detail: verdict === 'contradicts' ? `${says}; ${where}.` : `${says}; ${where}, so it is not known.`,
  };
}

function verb({ topic, verdict, isDenial }: RecordSaying): string {
  if (topic === 'unstated') return 'calls unstated';
  return verdict === 'unknown_denied' || isDenial ? 'denies' : 'says';
}
