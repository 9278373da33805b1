'use client';
import { type ReactNode, useEffect, useState } from 'react';
import type { ActionOutcome } from '@/components/people/action-outcome';
import { TRACER_SETUPS } from '@/lib/domain/connect/tracer-setups';
import { ArrivalList } from './arrival-list';
import type { Arrivals } from './arrivals';
import { KnockList } from './knock-list';
import { MakeKey } from './make-key';
import { NeedList } from './need-list';
import { SetupBlock } from './setup-block';
import { SetupPicker } from './setup-picker';
import { TroubleList } from './trouble-list';
import { useArrivals } from './use-arrivals';
import { useQuiet } from './use-quiet';

export interface ConnectMaterial {
  project: string;
  ingestUrl: string;
  webUrl: string;
  first: Arrivals;
  ask: () => Promise<Arrivals>;
  makeKey?: (name: string) => Promise<ActionOutcome<{ text: string }>>;
}

interface ConnectGuideProps extends ConnectMaterial {
  onFirstRun?: () => void;
}

const PLACEHOLDER = 'cs_…';
const QUIET_MS = 60_000;

/** From the tracer that somebody has to the first run on the screen, and to what that run lacks. */
export function ConnectGuide({ project, ingestUrl, webUrl, first, ask, makeKey, onFirstRun }: ConnectGuideProps) {
  const [chosen, choose] = useState(TRACER_SETUPS[0] as (typeof TRACER_SETUPS)[number]);
  const [madeKey, setMadeKey] = useState<string | null>(null);
  const { runs, needs, knocks } = useArrivals(first, ask);
  const isQuiet = useQuiet(runs.length === 0, QUIET_MS);
  const isFirstHere = first.runs.length === 0 && runs.length > 0;
  useEffect(() => {
    if (isFirstHere) onFirstRun?.();
  }, [isFirstHere, onFirstRun]);
  const blocks = chosen.blocks({ ingestUrl, webUrl, key: madeKey ?? PLACEHOLDER });
  return (
    <div className="grid gap-x-8 gap-y-5 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <SetupPicker chosen={chosen} onChoose={choose} />
      <ol className="grid min-w-0 content-start gap-6">
        <Step number={1} title="A key">
          <MakeKey madeKey={madeKey} onMade={setMadeKey} {...(makeKey ? { make: () => makeKey(chosen.name) } : {})} />
        </Step>
        <Step number={2} title={chosen.name}>
          <p className="text-muted-foreground">{chosen.about}</p>
          {blocks.map((block) => (
            <SetupBlock key={block.title} {...block} />
          ))}
        </Step>
        <Step number={3} title="What has come">
          <ArrivalList project={project} runs={runs} />
          <KnockList knocks={knocks} hasRuns={runs.length > 0} />
          <TroubleList ingestUrl={ingestUrl} apiKey={madeKey ?? PLACEHOLDER} isQuiet={isQuiet} />
        </Step>
        {needs ? (
          <Step number={4} title="What the last run lacks">
            <NeedList needs={needs} hasSpans={chosen.hasSpans} />
          </Step>
        ) : null}
      </ol>
    </div>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className="grid min-w-0 grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3">
      <span aria-hidden className="grid size-6 place-items-center rounded-full bg-muted font-medium text-muted-foreground text-xs">
        {number}
      </span>
      <div className="grid min-w-0 content-start gap-2.5 pt-0.5">
        <h2 className="font-medium">{title}</h2>
        {children}
      </div>
    </li>
  );
}
