'use client';
import { ListTree } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo, useState } from 'react';
import { STEP_VIEWS } from '@/components/runs/run-page-query';
import { useKeyCommands } from '@/components/shell/use-key-commands';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { cn } from '@/lib/cn';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import type { Finding } from '@/lib/domain/evidence';
import type { StepChunk } from '@/lib/domain/steps/step-chunk';
import { briefAt, FAILED } from '@/lib/domain/steps/step-table';
import { formatNumber } from '@/lib/format';
import { paths } from '@/lib/paths';
import { LogList } from './log-list';
import { missingText } from './mark-words';
import { RunSearchBox } from './run-search-box';
import { StepPanel } from './step-panel';
import { StepTreeList } from './step-tree-list';
import { stepsModel } from './steps-model';
import { StepsToolbar } from './steps-toolbar';
import { TimeAxis } from './time-axis';
import { useFolding } from './use-folding';
import { useLogNotes } from './use-log-notes';
import { useRunSearch } from './use-run-search';
import { type LoadStep, useStepBody } from './use-step-body';
import { useStepTable } from './use-step-table';
import { useStepsPlace } from './use-steps-place';

interface StepsViewProps {
  /** The first steps; the others are fetched. */
  chunk: StepChunk;
  run: { project: string; runId: string; asOf: string | null };
  findings: readonly Finding[];
  /** Shown until another is chosen: where the run failed. */
  first: string | null;
  bindings: KeyBindings;
  loadStep: LoadStep;
}

/** Tree, waterfall or log on the one side, the selected step on the other; one selection between them. */
export function StepsView({ chunk, run, findings, first, bindings, loadStep }: StepsViewProps) {
  const { project, runId, asOf } = run;
  const place = useStepsPlace(first);
  const { selected, view } = place;
  const hrefOf = useCallback(
    (from: number, limit: number, state: string) => paths.runApi(project, runId, 'step-columns', { from, limit, state, as_of: asOf }),
    [project, runId, asOf],
  );
  const { table, problem, retry } = useStepTable(chunk, hrefOf);
  const model = useMemo(() => stepsModel(table), [table]);
  const at = placeOf(table, selected, place.place);
  const folded = useFolding(model, at);
  const [words, setWords] = useState(useSearchParams().get('find') ?? '');
  const search = useRunSearch(words, table, run);
  const hits = useMemo(() => new Set(search.places), [search.places]);
  const log = useLogNotes(view === 'log', run);
  const [zoom, setZoom] = useState<{ fromMs: number; toMs: number } | null>(null);
  const [hasPath, setPath] = useState(true);
  const failed = useMemo(
    () => table.status.subarray(0, table.count).reduce((sum, status) => sum + (status === FAILED ? 1 : 0), 0),
    [table],
  );
  const missing = at >= 0 ? missingText(briefAt(table, at).mark) : null;
  const body = useStepBody(missing === null ? selected : null, loadStep);
  useKeyCommands(bindings, {
    'run.view': () => place.show(STEP_VIEWS[(STEP_VIEWS.indexOf(view) + 1) % STEP_VIEWS.length] ?? 'tree'),
  });

  const spanMs = model.spanMs ?? 0;
  const stretch = useMemo(() => zoom ?? { fromMs: 0, toMs: spanMs }, [zoom, spanMs]);
  const bars = useMemo(() => (view === 'waterfall' ? { ...stretch, model, hasPath } : null), [view, stretch, model, hasPath]);

  if (table.total === 0) {
    return (
      <EmptyState icon={ListTree} title="The run came without steps">
        It was posted as a record. Send its trace, or put <code>steps</code> into the record, to see what happened inside.
      </EmptyState>
    );
  }
  const select = (to: number) => place.select(table.ids[to] as string, to);
  const zoomIn = (isIn: boolean) => {
    const startMs = model.drawn[at] ?? Number.NaN;
    const lengthMs = Math.max(0, table.duration[at] || 0) || spanMs / 1000;
    if (isIn && !Number.isNaN(startMs)) setZoom({ fromMs: startMs - lengthMs * 0.05, toMs: startMs + lengthMs * 1.05 });
    else setZoom(null);
  };
  return (
    <div
      className={cn(
        'grid overflow-hidden rounded-lg border border-border bg-card lg:h-[calc(100dvh-5rem)] lg:min-h-[30rem]',
        view === 'tree' ? 'lg:grid-cols-[minmax(24rem,5fr)_minmax(0,6fr)]' : 'lg:grid-cols-[minmax(24rem,7fr)_minmax(0,5fr)]',
      )}
    >
      <section aria-label="Steps" className="flex h-96 min-h-0 min-w-0 flex-col border-border border-b lg:h-auto lg:border-e lg:border-b-0">
        <StepsToolbar
          model={model}
          bindings={bindings}
          failed={failed}
          showing={{ view, isFailedOnly: folded.isFailedOnly, hasPath, isZoomed: zoom !== null }}
          on={{ view: place.show, depth: folded.foldFrom, failedOnly: folded.setFailedOnly, path: setPath, zoom: zoomIn, select }}
        >
          <RunSearchBox
            words={words}
            search={search}
            total={table.total}
            at={at}
            bindings={bindings}
            onWords={setWords}
            onGo={(stepId, to) => (to === null ? place.select(stepId, null) : select(to))}
            nameOf={(stepId) => table.texts[table.name[table.placeById.get(stepId) ?? -1] ?? -1] || stepId}
          />
        </StepsToolbar>
        <LoadingLine count={table.count} total={table.total} problem={problem} retry={retry} />
        {view === 'waterfall' ? <TimeAxis {...stretch} onZoom={(fromMs, toMs) => setZoom({ fromMs, toMs })} /> : null}
        {view === 'log' ? (
          <LogList model={model} log={log} at={at} hits={hits} onSelect={select} />
        ) : (
          <StepTreeList
            model={model}
            folding={folded.folding}
            rows={folded.rows}
            at={at}
            hits={hits}
            bars={bars}
            on={{ select, turn: folded.turn, openSiblings: folded.openSiblings }}
          />
        )}
      </section>
      <div className="thin-scroll min-h-0 min-w-0 overflow-y-auto">
        {missing === null ? (
          <StepPanel
            body={body}
            run={run}
            words={words}
            findings={findings.filter(({ stepId }) => stepId !== null && stepId === selected)}
          />
        ) : (
          <EmptyState title="This step was not sent">{missing}</EmptyState>
        )}
      </div>
    </div>
  );
}

/** Ids may occur twice: the row that was chosen here wins over the first one of that id. */
function placeOf(
  { ids, placeById, count }: { ids: readonly string[]; placeById: ReadonlyMap<string, number>; count: number },
  id: string | null,
  picked: number | null,
): number {
  if (id === null) return -1;
  if (picked !== null && picked < count && ids[picked] === id) return picked;
  return placeById.get(id) ?? -1;
}

function LoadingLine({ count, total, problem, retry }: { count: number; total: number; problem: string | null; retry: () => void }) {
  if (count === total) return null;
  return (
    <p role="status" className="flex items-center gap-2 border-border border-b bg-muted px-2 py-0.5 text-2xs text-muted-foreground">
      <span className="tabular">
        {formatNumber(count)} of {formatNumber(total)} steps {problem ? 'are here' : 'loaded'}
      </span>
      {problem ? (
        <>
          <span className="text-warning">{problem}</span>
          <Button variant="link" size="xs" onClick={retry}>
            Try again
          </Button>
        </>
      ) : null}
    </p>
  );
}
