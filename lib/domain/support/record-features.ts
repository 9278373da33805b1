// What is measured of a sentence against the records among its passages: flags, hours, figures, and what no record speaks of.
import { lexeme } from '@/lib/domain/match/match-lexeme';
import { type KnownRecord, knownRecord } from '@/lib/domain/record/record-known';
import type { RecordSaying } from '@/lib/domain/record/record-saying';
import { sayingsOf } from '@/lib/domain/record/record-sayings';
import { COMMON_OFFERS } from '@/lib/domain/record/record-vocabulary';
import type { SupportContext } from './support-context';
import type { Features } from './support-features';

const NONE: Features = { record_wrong: 0, record_unsure: 0, record_right: 0, record_new_offers: 0 };

export interface RecordMeasure {
  features: Features;
  /** Ranges of the sentence whose figures were held against the record's own, in whatever notation: they are no new words. */
  read: [number, number][];
}

const FIGURES: ReadonlySet<RecordSaying['topic']> = new Set(['hours', 'days', 'closed', 'rating', 'number']);

const known = new WeakMap<SupportContext, KnownRecord[]>();

export function recordFeatures(text: string, context: SupportContext): RecordMeasure {
  const records = recordsOf(context);
  const read: [number, number][] = [];
  if (records.length === 0) return { features: NONE, read };
  const features = { ...NONE };
  const { said, isOfReviews } = sayingsOf(text, records);
  for (const { saying } of said) {
    const name = nameOf(saying);
    if (name) features[name] = (features[name] as number) + 1;
    if (FIGURES.has(saying.topic)) read.push(saying.range);
  }
  features['record_wrong'] = Math.log1p(features['record_wrong'] as number);
  features['record_new_offers'] = isOfReviews ? 0 : newOffers(text, context);
  return { features, read };
}

function recordsOf(context: SupportContext): KnownRecord[] {
  const before = known.get(context);
  if (before) return before;
  const made = context.records.flatMap((text) => knownRecord(text) ?? []);
  known.set(context, made);
  return made;
}

/**
 * Contradictions are counted together: each kind is rare, and people mark each of them about as often, so one figure learns from all
 * of them what many would have to learn from a dozen cases each.
 */
function nameOf({ verdict, isUnsure }: RecordSaying): string | null {
  if (verdict === 'agrees') return 'record_right';
  if (!isUnsure) return 'record_wrong';
  return verdict === 'contradicts' ? 'record_unsure' : null;
}

/** Common offers in words that no passage has. */
function newOffers(text: string, { stems }: SupportContext): number {
  const isNew = (offer: string) =>
    !offer
      .toLowerCase()
      .split(/[\s-]+/u)
      .some((word) => stems.has(lexeme(word)));
  return [...text.matchAll(COMMON_OFFERS)].filter(([offer]) => isNew(offer)).length;
}
