// How the parts of cost are named, and where the runs behind them are.
import { type CostKind, type CostSums, OTHERS, PROMPT_SEPARATOR } from '@/lib/domain/cost/cost-kind';
import { type CostRange, shifted } from '@/lib/domain/cost/cost-view';
import { formatCostUsd } from '@/lib/format';
import { paths } from '@/lib/paths';

const NOT_TOLD: Record<CostKind, string> = {
  all: 'All runs',
  route: 'no route told',
  user: 'no user told',
  prompt: 'no prompt told',
  model: 'no model told',
  query: 'no input told',
  step: 'not told by any step',
  path: 'not told by any step',
};

export function valueWords(kind: CostKind, value: string): string {
  if (value === '') return NOT_TOLD[kind];
  if (value === OTHERS) return 'all others';
  return kind === 'prompt' ? value.split(PROMPT_SEPARATOR).filter(Boolean).join(' @ ') : value;
}

/** The filtered list of runs of the window; null for kinds that the list does not filter by. */
export function runsHref(project: string, kind: CostKind, value: string, { from, to }: CostRange): string | null {
  const window = { from, to: shifted(to, 1) };
  if (kind === 'all') return paths.runs(project, window);
  if (value === '' || value === OTHERS) return null;
  if (kind === 'route') return paths.runs(project, { ...window, route: value });
  if (kind === 'user') return paths.runs(project, { ...window, user_id: value });
  if (kind === 'prompt') {
    const [id, version] = value.split(PROMPT_SEPARATOR);
    return paths.runs(project, { ...window, prompt_id: id, prompt_version: version });
  }
  return null;
}

/** The cost of what is known; words where nothing is. */
export function costWords({ runs, knownRuns, costUsd }: CostSums): string {
  if (knownRuns === 0) return runs === 0 ? '–' : 'not known';
  return formatCostUsd(costUsd);
}

/** A mean over the runs whose cost is known. */
export function costOfRun({ knownRuns, costUsd }: CostSums): string {
  return knownRuns === 0 ? '–' : formatCostUsd(costUsd / knownRuns);
}
