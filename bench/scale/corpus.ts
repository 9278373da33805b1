// The documents that generated runs draw on: passages in several languages, some documents with later versions.
import { type Language, languages, SHARES } from './language';
import { type Random, random, zipf } from './random';

export interface CorpusPassage {
  id: string;
  documentId: string;
  page: number;
  /** One text a version, the first being version 1; most passages stay as they are from version to version. */
  texts: readonly string[];
}

export interface CorpusDocument {
  documentId: string;
  language: Language;
  passages: readonly CorpusPassage[];
  /** Share of the period after which each further version is in force. */
  versionsFrom: readonly number[];
  /** Questions about it that come again and again. */
  questions: readonly string[];
}

export interface Corpus {
  documents: readonly CorpusDocument[];
  languages: ReadonlyMap<string, Language>;
  /** A document, the popular ones more often. */
  draw(from: Random): CorpusDocument;
}

/** About one document for every 30 runs among few and for every 300 among many, as collections grow slower than their use. */
export function corpus(seed: number, runs: number): Corpus {
  const known = languages(seed);
  const count = Math.round(Math.min(4000, Math.max(40, 3.2 * Math.sqrt(runs))));
  const from = random(seed, 23);
  const documents = Array.from({ length: count }, (_, index) => document(random(seed, 29, index), index, known));
  const draw = zipf(count, 0.8);
  const order = documents.map((_, index) => index).sort(() => from.next() - 0.5);
  return { documents, languages: known, draw: (source) => documents[order[draw(source)] ?? 0] as CorpusDocument };
}

/** The version of a document that is in force at a share of the period, counted from 1. */
export function versionAt({ versionsFrom }: CorpusDocument, share: number): number {
  return 1 + versionsFrom.filter((from) => share >= from).length;
}

export function textAt(passage: CorpusPassage, version: number): string {
  return passage.texts[Math.min(version, passage.texts.length) - 1] ?? '';
}

function document(from: Random, index: number, known: ReadonlyMap<string, Language>): CorpusDocument {
  const language = known.get(drawShare(from)) as Language;
  const documentId = `doc-${language.name.slice(0, 2)}-${String(index).padStart(5, '0')}`;
  const versionsFrom = Array.from({ length: from.chance(0.15) ? 1 + from.below(2) : 0 }, () => 0.1 + 0.8 * from.next()).sort();
  const passages = Array.from({ length: 6 + from.below(24) }, (_, at): CorpusPassage => {
    const texts = [language.sentence(from, 24 + from.below(50))];
    for (const _ of versionsFrom) texts.push(from.chance(0.2) ? language.sentence(from, 24 + from.below(50)) : (texts.at(-1) as string));
    return { id: `${documentId}#${at}`, documentId, page: 1 + Math.floor(at / 3), texts };
  });
  const questions = Array.from(
    { length: 3 + from.below(8) },
    () => `${language.sentence(from, 6 + from.below(12)).replace(/[.。]$/u, '')}?`,
  );
  return { documentId, language, passages, versionsFrom, questions };
}

function drawShare(from: Random): string {
  let left = from.next();
  for (const [name, share] of Object.entries(SHARES)) {
    left -= share;
    if (left < 0) return name;
  }
  return 'latin';
}
