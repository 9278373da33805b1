'use client';
import { ChevronsDownUp, CircleX, Route, Timer, ZoomIn, ZoomOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { keyHint } from '@/components/shell/key-hint';
import { STEP_VIEWS, type StepView } from '@/components/runs/run-page-query';
import { Button } from '@/components/ui/button';
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu';
import { Kbd } from '@/components/ui/kbd';
import { cn } from '@/lib/cn';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { formatNumber } from '@/lib/format';
import { fineDuration } from './fine-duration';
import type { StepsModel } from './steps-model';

export interface Showing {
  view: StepView;
  /** Only steps that failed, with what stands above them. */
  isFailedOnly: boolean;
  hasPath: boolean;
  /** Whether a part of the run's time is shown. */
  isZoomed: boolean;
}

interface StepsToolbarProps {
  model: StepsModel;
  showing: Showing;
  bindings: KeyBindings;
  on: {
    view: (view: StepView) => void;
    /** Null opens everything. */
    depth: (fromDepth: number | null) => void;
    failedOnly: (isOn: boolean) => void;
    path: (isOn: boolean) => void;
    zoom: (isIn: boolean) => void;
    select: (at: number) => void;
  };
  failed: number;
  children: ReactNode;
}

const WORDS: Record<StepView, string> = { tree: 'Tree', waterfall: 'Waterfall', log: 'Log' };
const DEPTHS = [1, 2, 3, 5, 8];

/** How the steps are shown. Everything here acts on what is loaded; nothing asks the server. */
export function StepsToolbar({ model, showing, bindings, on, failed, children }: StepsToolbarProps) {
  const { table, longest } = model;
  const { view, isFailedOnly, hasPath, isZoomed } = showing;
  const hint = keyHint(bindings, 'run.view');
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 border-border border-b px-2 py-1">
      <fieldset aria-label="Steps as" className="inline-flex rounded-md border border-border-strong bg-background p-px">
        {STEP_VIEWS.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={view === each}
            onClick={() => on.view(each)}
            className={cn(
              'inline-flex h-6 items-center rounded-sm px-2 text-xs',
              view === each ? 'bg-accent font-medium' : 'text-muted-foreground hover:text-foreground',
            )}
          >
            {WORDS[each]}
          </button>
        ))}
      </fieldset>
      {hint ? <Kbd title="Next view">{hint}</Kbd> : null}
      {view === 'log' ? null : (
        <>
          <DropdownMenu>
            <DropdownMenuTrigger asChild>
              <Button variant="ghost" size="xs">
                <ChevronsDownUp aria-hidden /> Fold
              </Button>
            </DropdownMenuTrigger>
            <DropdownMenuContent>
              <DropdownMenuItem onSelect={() => on.depth(null)}>Open everything</DropdownMenuItem>
              <DropdownMenuItem onSelect={() => on.depth(0)}>Fold everything</DropdownMenuItem>
              {DEPTHS.map((depth) => (
                <DropdownMenuItem key={depth} onSelect={() => on.depth(depth)}>
                  Open {depth} {depth === 1 ? 'level' : 'levels'}
                </DropdownMenuItem>
              ))}
            </DropdownMenuContent>
          </DropdownMenu>
          <Button
            variant={isFailedOnly ? 'secondary' : 'ghost'}
            size="xs"
            aria-pressed={isFailedOnly}
            disabled={failed === 0 && !isFailedOnly}
            onClick={() => on.failedOnly(!isFailedOnly)}
          >
            <CircleX aria-hidden /> Failed <span className="tabular">{formatNumber(failed)}</span>
          </Button>
        </>
      )}
      {longest.length > 0 && view !== 'log' ? (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="ghost" size="xs" title="Steps with the most time of their own">
              <Timer aria-hidden /> Longest
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent>
            {longest.map(({ at, ownMs }) => (
              <DropdownMenuItem key={at} onSelect={() => on.select(at)}>
                <bdi className="max-w-72 truncate">{table.texts[table.name[at] as number] || 'unnamed'}</bdi>
                <span className="tabular ms-auto ps-4 text-muted-foreground text-xs">{fineDuration(ownMs)}</span>
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
      ) : null}
      {view === 'waterfall' ? (
        <>
          <Button
            variant={hasPath ? 'secondary' : 'ghost'}
            size="xs"
            aria-pressed={hasPath}
            title="The chain of steps that decided how long the run took, as a line below the bars"
            onClick={() => on.path(!hasPath)}
          >
            <Route aria-hidden /> Critical path
          </Button>
          <Button variant="ghost" size="xs" onClick={() => on.zoom(true)} title="Show the time of the selected step only">
            <ZoomIn aria-hidden /> Zoom to step
          </Button>
          {isZoomed ? (
            <Button variant="ghost" size="xs" onClick={() => on.zoom(false)}>
              <ZoomOut aria-hidden /> Whole run
            </Button>
          ) : null}
        </>
      ) : null}
      {children}
    </div>
  );
}
