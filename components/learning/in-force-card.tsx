import { PlainText } from '@/components/evidence/plain-text';
import { Card, CardContent } from '@/components/ui/card';
import { Progress } from '@/components/ui/progress';
import { RelativeTime } from '@/components/ui/relative-time';
import type { RiskModelView } from '@/lib/domain/learning/risk-model-view';
import { formatCount } from '@/lib/format';

interface InForceCardProps {
  view: Pick<RiskModelView, 'inForce' | 'since' | 'verdicts'>;
  neededForHistory: number;
  neededForWeights: number;
}

/** What scores runs now, since when and by whom, and how far the verdicts go. */
export function InForceCard({ view: { inForce, since, verdicts }, neededForHistory, neededForWeights }: InForceCardProps) {
  const version = inForce?.version ?? 0;
  const needed = verdicts.runs < neededForHistory ? neededForHistory : neededForWeights;
  return (
    <Card>
      <CardContent className="grid gap-x-8 gap-y-4 md:grid-cols-2">
        <div className="grid content-start gap-1">
          <h2 className="text-muted-foreground text-xs">In force</h2>
          <p className="font-semibold text-base">{version === 0 ? 'The shipped model alone' : `Version ${version}`}</p>
          {inForce ? (
            <p className="text-muted-foreground text-sm">
              Since <RelativeTime at={inForce.at} />,{' '}
              {inForce.isAutomatic ? (
                'by itself'
              ) : (
                <>
                  chosen by <PlainText text={inForce.by} />
                </>
              )}
              {inForce.reason ? (
                <>
                  : <PlainText text={inForce.reason} />
                </>
              ) : null}
            </p>
          ) : (
            <p className="text-muted-foreground text-sm">Nothing that was learnt here has been put in force yet.</p>
          )}
          {since && since.verdicts > 0 ? (
            <p className="text-muted-foreground text-sm">
              {formatCount(since.verdicts, 'verdict')} since on runs that it had scored
              {since.auroc ? (
                <>
                  : AUROC <strong className="tabular font-medium text-foreground">{since.auroc.learnt.toFixed(2)}</strong>, as shipped{' '}
                  <span className="tabular">{since.auroc.shipped.toFixed(2)}</span>
                </>
              ) : null}
            </p>
          ) : null}
        </div>
        <div className="grid content-start gap-1">
          <h2 className="text-muted-foreground text-xs">Verdicts</h2>
          {verdicts.runs < needed ? (
            <>
              <p className="font-semibold text-base">
                {verdicts.runs} of {needed} verdicts
              </p>
              <Progress label="Decided runs" total={needed} parts={[{ name: 'decided', value: verdicts.runs, tone: 'accent' }]} />
            </>
          ) : (
            <p className="font-semibold text-base">{formatCount(verdicts.runs, 'decided run')}</p>
          )}
          <p className="text-muted-foreground text-sm">
            {verdicts.changed} corrected or rejected. From {neededForHistory} on the past of routes, prompts, models and templates counts,
            from {neededForWeights} on how this project weighs the evidence.
          </p>
        </div>
      </CardContent>
    </Card>
  );
}
