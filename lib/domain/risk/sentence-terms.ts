// The terms of a sentence's risk in words: one for each group of features, naming what in the sentence it speaks of.
import type { ClaimReading } from '@/lib/domain/anchor/anchor-reading';
import type { RiskTerm, TermGroup } from '@/lib/domain/evidence';
import type { Features } from '@/lib/domain/support/support-features';
import type { SentenceScore } from './sentence-score';

export interface ScoredSentence {
  reading: Pick<ClaimReading, 'claim' | 'fresh'>;
  features: Features;
  score: SentenceScore;
}

/** Words of a list that are told; the others are counted. */
const NAMED = 4;
/** A feature that moves the log-odds by less is not named. */
const TOLD = 0.03;

export function sentenceTerms(sentence: ScoredSentence): RiskTerm[] {
  const { base, groups } = sentence.score;
  return [
    { name: 'base rate of claims', contribution: base, group: 'base' },
    ...[...groups].map(([group, contribution]): RiskTerm => ({ name: termWords(group, sentence), contribution, group })),
  ];
}

function termWords(group: TermGroup, { reading: { claim, fresh }, features, score }: ScoredSentence): string {
  const of = (name: string) => features[name] ?? 0;
  const counted = (name: string) => Math.round(Math.exp(of(name)) - 1);
  switch (group) {
    case 'new_words':
      return fresh.length === 0 ? 'all its words are in the sources' : `${plural(fresh.length, 'word')} in no source: ${listed(fresh)}`;
    case 'numbers':
      return absence(counted('numbers'), counted('numbers_absent'), 'number');
    case 'names':
      return absence(counted('names'), counted('names_absent'), 'name');
    case 'window':
      return `${percent(of('window_three'))} of it in the nearest place`;
    case 'phrases':
      return `${percent(of('pairs_absent'))} of its word pairs are put together anew`;
    case 'wording':
      return wordingWords(features, score);
    case 'citation':
      return citationWords(of('cites'), of('cites_gap'));
    case 'answer':
      return `${percent(of('rest_other_new'))} new words in the rest of the answer`;
    case 'place':
      return `sentence ${of('place_index') + 1} of its answer, ${plural(counted('length_words'), 'word')}`;
    case 'evidence':
      return `evidence ${claim.state.replace('_', ' ')}`;
    case 'checks':
      return findingWords(features);
    default:
      return recordWords(features, score);
  }
}

function absence(all: number, absent: number, noun: string): string {
  if (absent > 0) return `${plural(absent, noun)} in no source`;
  return all > 0 ? `its ${noun}s are in the sources` : `no ${noun} in it`;
}

function citationWords(cites: number, gap: number): string {
  if (cites === 0) return 'names no passage';
  return gap > 0.05 ? `names a passage that holds ${percent(gap)} less of it than another` : 'names the passage that holds most of it';
}

const WORDINGS: Readonly<Record<string, string>> = {
  says_hedge: 'hedged',
  says_puff: 'praise',
  says_advice: 'advice',
  says_opener: 'opening phrase',
  says_summary: 'summing up',
  says_cause: 'gives a reason',
  says_provided: 'speaks of its sources',
  says_absence: 'says what is not stated',
  says_you: 'speaks to “you”',
  says_we: 'speaks as “we”',
  says_example: 'gives examples',
  says_contrast: 'a contrast',
  says_refusal: 'declines',
  says_bracket: 'a bracket',
  says_exclaims: 'an exclamation',
  says_colon: 'a colon',
  list_item: 'an item of a list',
  short: 'very short',
  record_praise: 'praise of a record',
  article_hedge: 'hedges an article',
};

function wordingWords(features: Features, { columns }: SentenceScore): string {
  const told = Object.entries(WORDINGS)
    .filter(([name]) => (features[name] ?? 0) > 0 && Math.abs(columns.get(name) ?? 0) >= TOLD)
    .sort(([a], [b]) => Math.abs(columns.get(b) ?? 0) - Math.abs(columns.get(a) ?? 0))
    .slice(0, NAMED)
    .map(([, words]) => words);
  return `wording: ${told.length > 0 ? told.join(', ') : 'nothing of note'}`;
}

function findingWords(features: Features): string {
  const codes = Object.keys(features).filter((name) => name.startsWith('code_') && (features[name] ?? 0) > 0);
  const said = codes.map((name) => name.slice('code_'.length).replaceAll('_', ' ')).join(', ');
  return said === '' ? 'no finding about it' : `checks say: ${said}`;
}

const RECORDS: Readonly<Record<string, string>> = {
  record_wrong: 'the record says otherwise',
  record_unsure: 'the record and its remarks differ',
  record_right: 'the record says so',
  record_new_offers: 'the record does not name what it offers',
};

function recordWords(features: Features, { columns }: SentenceScore): string {
  const told = Object.entries(RECORDS)
    .filter(([name]) => (features[name] ?? 0) > 0)
    .sort(([a], [b]) => Math.abs(columns.get(b) ?? 0) - Math.abs(columns.get(a) ?? 0))
    .map(([, words]) => words);
  return told.length > 0 ? told.join(', ') : 'nothing against it in a record';
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
const percent = (share: number): string => `${Math.round(100 * Math.min(1, Math.max(0, share)))} %`;

function listed(words: readonly string[]): string {
  const shown = words.slice(0, NAMED).map((word) => `“${word}”`);
  return shown.join(', ') + (words.length > NAMED ? ` and ${words.length - NAMED} more` : '');
}
