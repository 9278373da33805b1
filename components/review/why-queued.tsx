'use client';
import { ListFilter } from 'lucide-react';
import { OneLine } from '@/components/evidence/one-line';
import { PlainText } from '@/components/evidence/plain-text';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { formatCount } from '@/lib/format';

interface WhyQueuedProps {
  reasons: readonly { rule: string; detail: string }[];
  risk: { score: number; terms: readonly { name: string; contribution: number }[] } | null;
}

/** The first reason in words; all of them, and the terms of the risk, one press away. */
export function WhyQueued({ reasons, risk }: WhyQueuedProps) {
  const first = reasons[0];
  if (!first) return null;
  return (
    <Popover>
      <PopoverTrigger className="inline-flex min-h-6 min-w-0 max-w-md items-center gap-1.5 rounded-md px-1.5 text-start hover:bg-accent">
        <ListFilter aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
        <bdi className="shrink-0 text-muted-foreground">{formatCount(reasons.length, 'reason')}</bdi>
        <OneLine text={first.detail} dir="ltr" />
      </PopoverTrigger>
      <PopoverContent className="w-96">
        <h2 className="mb-1 font-medium text-sm">Why this run is here</h2>
        <ul className="grid gap-1.5">
          {reasons.map((reason) => (
            <li key={`${reason.rule} ${reason.detail}`}>
              <PlainText text={reason.detail} className="whitespace-normal" />{' '}
              <span className="text-muted-foreground text-xs">rule “{reason.rule}”</span>
            </li>
          ))}
        </ul>
        {risk && risk.terms.length > 0 ? (
          <>
            <h2 className="mt-3 mb-1 font-medium text-sm">What the risk is made of</h2>
            <ul className="grid gap-0.5">
              {risk.terms.map((term) => (
                <li key={term.name} className="flex justify-between gap-2">
                  <span>{term.name}</span>
                  <span className="tabular text-muted-foreground">{`${term.contribution < 0 ? '−' : '+'}${Math.abs(term.contribution).toFixed(2)}`}</span>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </PopoverContent>
    </Popover>
  );
}
