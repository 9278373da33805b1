// The search index of the policy workflow: passages of two sentences from the text layers of the documents, ranked by BM25.
import { pageProse } from './page-prose';
import { sentencesOf } from './rule-model-choice';
import { terms } from './terms';

export interface IndexedPassage {
  id: string;
  documentId: string;
  department: string;
  page: number;
  text: string;
}
export interface FoundPassage extends IndexedPassage {
  rank: number;
  score: number;
}
export interface PolicyIndex {
  passages: readonly IndexedPassage[];
  search(query: string, department: string | null, limit: number): FoundPassage[];
}

const [K1, B] = [1.4, 0.7];

/** `pageOf` says how a page is counted: the first chunker counted from zero. */
export function passagesOf(
  documentId: string,
  department: string,
  pages: readonly string[],
  pageOf: (index: number) => number,
): IndexedPassage[] {
  return pages.flatMap((text, index) => {
    const sentences = sentencesOf(pageProse(text));
    return Array.from({ length: Math.ceil(sentences.length / 2) }, (_, pair) => ({
      id: `${documentId}-${pageOf(index)}-${pair + 1}`,
      documentId,
      department,
      page: pageOf(index),
      text: sentences.slice(pair * 2, pair * 2 + 2).join(' '),
    }));
  });
}

export function policyIndex(passages: readonly IndexedPassage[]): PolicyIndex {
  const bags = passages.map(({ text }) => terms(text));
  const averageLength = bags.reduce((sum, { length }) => sum + length, 0) / Math.max(1, bags.length);
  const holding = new Map<string, number>();
  for (const bag of bags) for (const term of new Set(bag)) holding.set(term, (holding.get(term) ?? 0) + 1);
  const weight = (term: string) => Math.log(1 + (bags.length - (holding.get(term) ?? 0) + 0.5) / ((holding.get(term) ?? 0) + 0.5));
  const score = (bag: readonly string[], wanted: readonly string[]) =>
    wanted.reduce((sum, term) => {
      const count = bag.filter((other) => other === term).length;
      return sum + (count === 0 ? 0 : (weight(term) * count * (K1 + 1)) / (count + K1 * (1 - B + (B * bag.length) / averageLength)));
    }, 0);
  return {
    passages,
    search(query, department, limit) {
      const wanted = [...new Set(terms(query))];
      const best = wanted.reduce((sum, term) => sum + weight(term) * (K1 + 1), 0) || 1;
      return passages
        .flatMap((passage, place) => {
          const share = score(bags[place] ?? [], wanted) / best;
          return share > 0 && (department === null || passage.department === department)
            ? [{ ...passage, score: Number(share.toFixed(3)) }]
            : [];
        })
        .sort((a, b) => b.score - a.score)
        .slice(0, limit)
        .map((passage, place) => ({ ...passage, rank: place + 1 }));
    },
  };
}
