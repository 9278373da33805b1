// How often refusals are told to hide an answer, apart by whether there was one: RAGTruth questions that other models answered without
// a mark, MT-RAG turns by their answerability, FinanceBench refusals beside the evidence that people named.
import { groupBy } from '@/lib/domain/group-by';
import type { Finding } from '@/lib/domain/evidence';
import type { LabelledRun } from './labelled-runs';

export interface RefusalFigures {
  group: string;
  refusals: number;
  /** Of them told to hide an answer. */
  told: number;
}

/** So many others answered the question without a mark, and this model alone refused. */
const ANSWERED_BY = 2;

export function refusalFigures(runs: readonly LabelledRun[], findings: ReadonlyMap<LabelledRun, readonly Finding[]>): RefusalFigures[] {
  const says = (run: LabelledRun, code: string) => findings.get(run)?.some((finding) => finding.code === code) === true;
  const bySource = groupBy(
    runs.filter(({ set }) => set === 'qa'),
    ({ input }) => input.run.runId,
  );
  const groups = new Map<string, RefusalFigures>();
  for (const run of runs) {
    const isRefusal = says(run, 'refusal') || run.note === 'Refusal';
    const group = isRefusal ? groupOf(run, bySource, (one) => says(one, 'refusal')) : null;
    if (group === null) continue;
    const figures = groups.get(group) ?? { group, refusals: 0, told: 0 };
    groups.set(group, { group, refusals: figures.refusals + 1, told: figures.told + (says(run, 'refusal_despite_sources') ? 1 : 0) });
  }
  return [...groups.values()].sort((a, b) => a.group.localeCompare(b.group));
}

function groupOf(
  run: LabelledRun,
  bySource: ReadonlyMap<string, readonly LabelledRun[]>,
  refuses: (run: LabelledRun) => boolean,
): string | null {
  if (run.set === 'mtrag') return `MT-RAG, ${run.note.toLowerCase()}`;
  if (run.set === 'financebench') return run.note === 'Refusal' ? 'FinanceBench, graded as refusals' : null;
  if (run.set !== 'qa') return null;
  const others = bySource.get(run.input.run.runId) ?? [];
  const refused = others.filter(refuses).length;
  const clean = others.filter((one) => !one.isBad && !refuses(one)).length;
  if (refused === 1 && clean >= ANSWERED_BY) return 'RAGTruth, others answered without a mark';
  return refused > 1 || clean === 0 ? 'RAGTruth, others refused too or were marked' : 'RAGTruth, one other answered';
}
