import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import type { PatternDetail } from '@/lib/domain/pattern/pattern-view';
import { paths } from '@/lib/paths';
import { DayColumns } from './day-columns';
import { MadeOf } from './made-of';
import { PatternNewest } from './pattern-newest';
import { PatternParts } from './pattern-parts';
import { PatternTraits } from './pattern-traits';
import { ReviewFigure } from './review-figure';
import { SettingList } from './setting-list';
import { WeekFigure } from './week-figure';

interface PatternDetailViewProps {
  project: string;
  detail: PatternDetail;
  /** `2026-11-30`, UTC. */
  today: string;
  /** For who may name and mute it. */
  form: ReactNode;
}

/** Everything about one pattern: when, what it is made of, what its runs share, and what to do. */
export function PatternDetailView({ project, detail, today, form }: PatternDetailViewProps) {
  const { key, byDay, week, outcomes, typicalRunId, patterns, traits, newest, history } = detail;
  return (
    <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-5">
        <DayColumns project={project} patternKey={key} byDay={byDay} today={today} />
        {patterns.length > 0 ? (
          <Part id="parts" title="Patterns of this kind, the largest first">
            <PatternParts project={project} patterns={patterns} />
          </Part>
        ) : null}
        <Part id="traits" title="What its newest runs have in common that others have not">
          <PatternTraits project={project} patternKey={key} traits={traits} />
        </Part>
        <Part id="newest" title="Newest runs">
          <PatternNewest project={project} runs={newest} />
        </Part>
      </div>
      <aside className="grid content-start gap-4">
        <Card>
          <CardHeader>
            <CardTitle>What to do</CardTitle>
          </CardHeader>
          <CardContent className="grid gap-2">
            <Action href={paths.run(project, typicalRunId)}>Open the typical run</Action>
            <Action href={paths.blast(project, typicalRunId)}>Blast radius, and queue those runs</Action>
            <Action href={paths.runs(project, { pattern: key })}>All its runs</Action>
            <Action href={paths.runs(project, { pattern: key, state: 'waiting' })}>Those that wait for review</Action>
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>Figures</CardTitle>
          </CardHeader>
          <CardContent className="grid gap-3">
            <WeekFigure week={week} />
            <ReviewFigure outcomes={outcomes} />
          </CardContent>
        </Card>
        <MadeOf detail={detail} />
        {form ? (
          <Card>
            <CardHeader>
              <CardTitle>Name and mute</CardTitle>
            </CardHeader>
            <CardContent>{form}</CardContent>
          </Card>
        ) : null}
        <section aria-labelledby="history" className="grid gap-1">
          <h2 id="history" className="font-semibold text-sm">
            Changes
          </h2>
          <SettingList history={history} />
        </section>
      </aside>
    </div>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <h2 id={id} className="font-semibold text-sm">
        {title}
      </h2>
      {children}
    </section>
  );
}

function Action({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Button asChild className="justify-start">
      <Link href={href}>{children}</Link>
    </Button>
  );
}
