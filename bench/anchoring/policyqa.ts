// Whether spans that experts marked in privacy policies are anchored where they marked them: PolicyQA, spans with offsets.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { anchorClaims } from '@/lib/domain/anchor/anchor-claims';
import { cutClaims } from '@/lib/domain/claim/claim-cut';
import { documentOf } from './document-of';

interface PolicyFile {
  data: { title: string; paragraphs: { context: string; qas: { id: string; answers: { text: string; answer_start: number }[] }[] }[] }[];
}

export interface SpanFigures {
  questions: number;
  spans: number;
  /** Spans anchored at their own offsets and nowhere else. */
  exact: number;
  /** Spans that stand in several places, are said to, and have their own place among those shown. */
  ambiguous: number;
  /** Questions all of whose spans are one or the other. */
  questionsRight: number;
  wrong: { id: string; text: string; state: string }[];
}

/** Each span is cited as a quote, against its own segment and against the whole policy with its segments a line each. */
export function policyFigures(data: string): { segment: SpanFigures; policy: SpanFigures } {
  const { data: policies } = JSON.parse(readFileSync(join(data, 'policyqa/dev.json'), 'utf8')) as PolicyFile;
  const figures = { segment: none(), policy: none() };
  for (const { title, paragraphs } of policies) {
    const policy = documentOf(title, paragraphs.map(({ context }) => context).join('\n'));
    let offset = 0;
    for (const { context, qas } of paragraphs) {
      const segment = documentOf('segment', context);
      for (const { id, answers } of qas) {
        count(figures.segment, segment, id, answers, 0);
        count(figures.policy, policy, id, answers, offset);
      }
      offset += context.length + 1;
    }
  }
  return figures;
}

const none = (): SpanFigures => ({ questions: 0, spans: 0, exact: 0, ambiguous: 0, questionsRight: 0, wrong: [] });

function count(
  figures: SpanFigures,
  source: ReturnType<typeof documentOf>,
  id: string,
  answers: readonly { text: string; answer_start: number }[],
  offset: number,
): void {
  figures.questions++;
  let right = 0;
  for (const { text, answer_start: at } of answers) {
    figures.spans++;
    const evidence = [{ claim: '/answer', documentId: source.documentId ?? '', quote: text }];
    const [reading] = anchorClaims({ claims: cutClaims({ answer: text }).claims, sources: [source], evidence });
    const { state = 'missing', anchors = [], candidates = [] } = reading?.claim ?? {};
    const isPlace = ({ start, end }: { start: number; end: number }) => start === offset + at && end === start + text.length;
    const isExact = state === 'exact' && anchors.length === 1 && anchors.every(isPlace);
    const isNamed = state === 'ambiguous' && [...anchors, ...candidates].some(isPlace);
    if (isExact) figures.exact++;
    else if (isNamed) figures.ambiguous++;
    else figures.wrong.push({ id, text, state });
    if (isExact || isNamed) right++;
  }
  if (right === answers.length) figures.questionsRight++;
}
