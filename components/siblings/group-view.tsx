import Link from 'next/link';
import type { ReactNode } from 'react';
import { PlainText } from '@/components/evidence/plain-text';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { cn } from '@/lib/cn';
import type { RunSibling } from '@/lib/domain/compare/run-sibling';
import { SAME_ANSWER_RULE } from '@/lib/domain/compare/same-answer';
import type { GroupedBy, SiblingGroup } from '@/lib/domain/compare/sibling-group';
import type { RunSummary } from '@/lib/domain/run/run-summary';
import { formatNumber, formatPercent } from '@/lib/format';
import { paths } from '@/lib/paths';
import { AnswerClusters } from './answer-clusters';
import { GroupVersions } from './group-versions';
import { SiblingsList } from './siblings-list';

interface GroupViewProps {
  project: string;
  runId: string;
  by: GroupedBy;
  inputs: 'same' | 'near';
  run: RunSummary;
  group: SiblingGroup;
  siblings: readonly RunSibling[];
}

const TITLES: Record<GroupedBy, string> = {
  prompt_version: 'Prompt version',
  model_name: 'Model',
  route: 'Route',
  release: 'Release',
};
const LISTED = 40;

/** What the group says of a run: a sentence, shares by version, the different answers, and the runs themselves. */
export function GroupView({ project, runId, by, inputs, run, group, siblings }: GroupViewProps) {
  const href = (changes: { by?: GroupedBy; inputs?: 'same' | 'near' }) => {
    const next = { by, inputs, ...changes };
    return paths.siblings(project, runId, {
      by: next.by === 'prompt_version' ? null : next.by,
      inputs: next.inputs === 'same' ? null : next.inputs,
    });
  };
  return (
    <>
      <nav aria-label="What is counted" className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
        <Choice title="By">
          {(Object.keys(TITLES) as GroupedBy[]).map((each) => (
            <Option key={each} href={href({ by: each })} isCurrent={each === by}>
              {TITLES[each].toLowerCase()}
            </Option>
          ))}
        </Choice>
        <Choice title="Inputs">
          <Option href={href({ inputs: 'same' })} isCurrent={inputs === 'same'}>
            the same
          </Option>
          <Option href={href({ inputs: 'near' })} isCurrent={inputs === 'near'}>
            near-same too
          </Option>
        </Choice>
      </nav>
      <section aria-label="In short" className="grid gap-2 rounded-lg border border-border bg-card px-4 py-3">
        <p className="text-muted-foreground text-xs">Asked</p>
        <p className="line-clamp-3 text-sm">
          <PlainText text={run.inputPreview} />
        </p>
        {group.interval ? (
          <p className="text-base">
            <span className="font-semibold">{formatPercent(group.interval.share)}</span> of {formatNumber(group.runs)}{' '}
            {group.runs === 1 ? 'sibling answers' : 'siblings answer'} differently from this run
            <span className="text-muted-foreground text-sm">
              {' '}
              (between {formatPercent(group.interval.low)} and {formatPercent(group.interval.high)}, 95 % interval)
            </span>
          </p>
        ) : null}
        <p className="max-w-4xl text-muted-foreground text-xs">
          {SAME_ANSWER_RULE} Of each prompt version, model and route the newest 40 runs are counted, at most 300 in all.
        </p>
      </section>
      {group.runs === 0 ? (
        <EmptyState title="No other run was asked this">
          {inputs === 'same'
            ? 'Near-same inputs may exist: choose “near-same too” above.'
            : 'A run without siblings cannot be compared with a group.'}
        </EmptyState>
      ) : (
        <>
          <Part title={`By ${TITLES[by].toLowerCase()}`}>
            <GroupVersions project={project} runId={runId} title={TITLES[by]} versions={group.versions} />
          </Part>
          <Part title={`Different answers: ${formatNumber(group.clusters.length)}`}>
            <AnswerClusters project={project} runId={runId} clusters={group.clusters} />
          </Part>
          <Part title="Siblings, the most telling first">
            <SiblingsList project={project} runId={runId} siblings={siblings.slice(0, LISTED)} />
            {siblings.length > LISTED ? (
              <p className="px-2 pt-2 text-muted-foreground text-xs">and {formatNumber(siblings.length - LISTED)} more that were counted</p>
            ) : null}
          </Part>
        </>
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card aria-label={title}>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      <CardContent>{children}</CardContent>
    </Card>
  );
}

function Choice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex items-center gap-1">
      <span className="me-1 text-muted-foreground">{title}</span>
      {children}
    </div>
  );
}

function Option({ href, isCurrent, children }: { href: string; isCurrent: boolean; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      scroll={false}
      aria-current={isCurrent ? 'true' : undefined}
      className={cn('rounded-md px-2 py-1', isCurrent ? 'bg-accent font-medium' : 'text-muted-foreground hover:bg-accent')}
    >
      {children}
    </Link>
  );
}
