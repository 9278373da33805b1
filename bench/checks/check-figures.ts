// What each finding code is worth on answers that people judged: how often it speaks, and how often people agree.
import { groupBy } from '@/lib/domain/group-by';
import { cutClaims } from '@/lib/domain/claim/claim-cut';
import type { Finding } from '@/lib/domain/evidence';
import { readClaims } from '@/lib/checks/read-claims';
import { runChecks } from '@/lib/checks/registry';
import type { LabelledRun } from './labelled-runs';

export interface CodeFigures {
  set: string;
  code: string;
  /** Answers that the code speaks of, and the share of them that are bad. */
  answers: number;
  badAnswers: number;
  /** Sentences that it speaks of, and those among them that people marked; zero where only whole answers were judged. */
  sentences: number;
  badSentences: number;
  /** Share of bad sentences over the share of all sentences that are bad; of answers where sentences were not judged. */
  lift: number;
}

export interface SetFigures {
  set: string;
  answers: number;
  badAnswers: number;
  sentences: number;
  badSentences: number;
}

export interface CheckFigures {
  sets: SetFigures[];
  codes: CodeFigures[];
}

export type FindingsOf = (run: LabelledRun) => readonly Finding[];

/** `findingsOf` defaults to all checks; a caller that has evaluated the runs already hands its findings in. */
export function checkFigures(
  runs: readonly LabelledRun[],
  findingsOf: FindingsOf = ({ input }) => runChecks(readClaims(input)),
): CheckFigures {
  const sets = new Map<string, SetFigures>();
  const codes = new Map<string, CodeFigures>();
  for (const run of runs) {
    const sentences = judgedSentences(run);
    const bad = [...sentences.values()].filter(Boolean).length;
    add(
      sets,
      run.set,
      { set: run.set, ...NONE },
      { answers: 1, badAnswers: run.isBad ? 1 : 0, sentences: sentences.size, badSentences: bad },
    );
    for (const [code, findings] of byCode(findingsOf(run))) {
      const hit = new Set(findings.flatMap(({ claimId }) => (claimId !== null && sentences.has(claimId) ? [claimId] : [])));
      add(
        codes,
        `${run.set} ${code}`,
        { set: run.set, code, lift: 0, ...NONE },
        {
          answers: 1,
          badAnswers: run.isBad ? 1 : 0,
          sentences: hit.size,
          badSentences: [...hit].filter((id) => sentences.get(id)).length,
        },
      );
    }
  }
  const all = [...codes.values()].map((figures) => ({ ...figures, lift: liftOf(figures, sets.get(figures.set)) }));
  return { sets: [...sets.values()], codes: all.sort((a, b) => a.code.localeCompare(b.code)) };
}

const NONE = { answers: 0, badAnswers: 0, sentences: 0, badSentences: 0 };
type Counts = typeof NONE;

function add<T extends Counts>(groups: Map<string, T>, key: string, empty: T, counts: Counts): void {
  const group = groups.get(key) ?? empty;
  for (const name of Object.keys(NONE) as (keyof Counts)[]) group[name] += counts[name];
  groups.set(key, group);
}

/** Each sentence claim of the answer, and whether people marked a part of it; none where only the whole answer was judged. */
function judgedSentences({ input, marks }: LabelledRun): Map<string, boolean> {
  const { output = null, input: asked } = input.run.facts;
  if (marks === null) return new Map();
  const { claims } = cutClaims(output, typeof asked === 'string' ? asked : '');
  return new Map(
    claims.flatMap(({ claimId, range }) =>
      range ? [[claimId, marks.some(([from, to]) => from < range[1] && range[0] < to)] as const] : [],
    ),
  );
}

function byCode(findings: readonly Finding[]): Map<string, Finding[]> {
  return groupBy(findings, ({ code }) => code);
}

function liftOf(figures: Counts, set: Counts | undefined): number {
  if (!set) return Number.NaN;
  const isBySentence = figures.sentences > 0;
  const [hit, base] = isBySentence
    ? [figures.badSentences / figures.sentences, set.badSentences / set.sentences]
    : [figures.badAnswers / figures.answers, set.badAnswers / set.answers];
  return hit / base;
}
