import { Bot, Code, UserRound } from 'lucide-react';
import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import type { Json } from '@/lib/domain/run/run';
import type { RunScore } from '@/lib/domain/score';
import { scoreTarget } from '@/lib/domain/score-response';
import { formatMinute } from '@/lib/format';

interface RunScoresProps {
  scores: readonly RunScore[];
  runId: string;
  /** Names of the run's steps by their ids. */
  nameOf: ReadonlyMap<string, string>;
  stepHref: (stepId: string) => string;
}

const WHO = {
  human: { icon: UserRound, title: 'A person' },
  model: { icon: Bot, title: 'A model' },
  api: { icon: Code, title: 'A program' },
} as const;

/** What was said of the run in other tools. Nothing where nobody said anything. */
export function RunScores({ scores, runId, nameOf, stepHref }: RunScoresProps) {
  if (scores.length === 0) return null;
  return (
    <Card aria-label="Scores">
      <CardHeader className="py-1.5">
        <CardTitle>Scores and feedback</CardTitle>
        <span className="tabular text-muted-foreground text-xs">{scores.length}</span>
      </CardHeader>
      <ul className="thin-scroll max-h-64 divide-y divide-border overflow-auto">
        {scores.map((score) => (
          <li key={`${score.source} ${score.id}`} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-1.5 text-sm">
            <Who score={score} />
            <span className="font-medium">
              <PlainText text={score.name || 'unnamed'} />
            </span>
            <Value score={score} />
            <Target score={score} runId={runId} nameOf={nameOf} stepHref={stepHref} />
            {score.comment ? (
              <span className="min-w-0 break-words text-muted-foreground">
                <PlainText text={score.comment} />
              </span>
            ) : null}
            <span className="ms-auto whitespace-nowrap text-muted-foreground text-xs">
              {score.source}, {formatMinute(score.at)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Who({ score }: { score: RunScore }) {
  const { icon: Icon, title } = WHO[score.who];
  const name = score.annotator ? `${title}: ${score.annotator}` : title;
  return (
    <span title={name} className="self-center text-muted-foreground">
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{name}</span>
    </span>
  );
}

function Value({ score }: { score: RunScore }) {
  const { number, label, correction } = score;
  return (
    <>
      {number === undefined ? null : <span className="tabular">{Number(number.toPrecision(6))}</span>}
      {label === undefined ? null : (
        <span className="min-w-0 break-words">
          <PlainText text={label} />
        </span>
      )}
      {correction === undefined ? null : (
        <span className="min-w-0 break-words">
          <span className="text-muted-foreground">should be </span>
          <PlainText text={textOf(correction)} />
        </span>
      )}
    </>
  );
}

function Target({ score, runId, nameOf, stepHref }: Omit<RunScoresProps, 'scores'> & { score: RunScore }) {
  const kind = scoreTarget(score, runId);
  const { stepId, documentPosition } = score.target;
  if (kind === 'run') return null;
  if (kind === 'session' || stepId === undefined) return <span className="text-muted-foreground text-xs">of the session</span>;
  const place = documentPosition === undefined ? '' : `, passage ${documentPosition + 1}`;
  const name = nameOf.get(stepId);
  if (name === undefined) return <span className="text-muted-foreground text-xs">of a step that has not come{place}</span>;
  return (
    <Link href={stepHref(stepId)} prefetch={false} className="text-link text-xs underline-offset-2 hover:underline">
      <PlainText text={`${name || 'a step'}${place}`} />
    </Link>
  );
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
