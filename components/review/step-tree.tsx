import { CircleX, Unlink } from 'lucide-react';
import Link from 'next/link';
import { MARK_WORDS } from '@/components/trace/mark-words';
import type { AssembledStep } from '@/lib/domain/run/run';
import { formatCount, formatDurationMs } from '@/lib/format';
import { withQuery } from '@/lib/paths';

interface StepTreeProps {
  /** In tree order with depths. */
  steps: readonly AssembledStep[];
  runHref: string;
}

/** More than a reviewer reads here; the run page has all of them, virtualised. */
const SHOWN_STEPS = 150;
const DEEPEST_INDENT = 8;

export function StepTree({ steps, runHref }: StepTreeProps) {
  if (steps.length === 0)
    return (
      <p className="text-muted-foreground text-sm">
        <bdi>The run came without steps.</bdi>
      </p>
    );
  const rest = steps.length - SHOWN_STEPS;
  return (
    <>
      <ul className="-mx-1.5">
        {steps.slice(0, SHOWN_STEPS).map((step) => (
          <li key={step.stepId}>
            <Link
              href={withQuery(runHref, { step: step.stepId })}
              target="_blank"
              prefetch={false}
              title={step.error ?? undefined}
              className="flex min-h-6 items-center gap-1.5 rounded-md px-1.5 text-sm hover:bg-accent"
              style={{ paddingInlineStart: `${0.375 + Math.min(step.depth, DEEPEST_INDENT) * 0.75}rem` }}
            >
              <span className="w-18 shrink-0 truncate font-mono text-2xs text-muted-foreground">{step.kind.toLowerCase()}</span>
              <span className="min-w-0 flex-1 truncate">{step.name}</span>
              {step.mark ? <Unlink aria-label={MARK_WORDS[step.mark].title} className="size-3.5 shrink-0 text-warning" /> : null}
              {step.status === 'error' ? (
                <span className="inline-flex shrink-0 items-center gap-0.5 text-danger text-xs">
                  <CircleX aria-hidden className="size-3.5" /> failed
                </span>
              ) : null}
              <bdi className="tabular shrink-0 text-muted-foreground text-xs">{durationWords(step)}</bdi>
            </Link>
          </li>
        ))}
      </ul>
      {rest > 0 ? (
        <Link
          href={runHref}
          target="_blank"
          prefetch={false}
          className="mt-1 inline-block min-h-6 text-link text-xs underline-offset-2 hover:underline"
        >
          {formatCount(rest, 'more step')} on the run page
        </Link>
      ) : null}
    </>
  );
}

function durationWords({ startNs, endNs }: AssembledStep): string {
  return startNs === null || endNs === null ? '' : formatDurationMs(Math.max(0, Number(BigInt(endNs) - BigInt(startNs)) / 1e6));
}
