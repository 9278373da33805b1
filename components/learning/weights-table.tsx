import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import type { RiskModelBody } from '@/lib/domain/learning/risk-model';

const LEVELS: Record<string, string> = { claim: 'of the riskiest claims', run: 'of the run' };

/** How much more or less than shipped this project listens to the text score and to each group of terms. */
export function WeightsTable({ weights }: { weights: NonNullable<RiskModelBody['weights']> }) {
  const groups = [...weights.groups].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return (
    <Card>
      <CardHeader>
        <CardTitle>How evidence is weighed here</CardTitle>
        <p className="text-muted-foreground text-xs">As a multiple of the shipped weight; 1.00 is as shipped.</p>
      </CardHeader>
      <CardContent>
        <dl className="grid gap-x-8 gap-y-1.5 text-sm sm:grid-cols-2 lg:grid-cols-3">
          <Weight name="the text score as a whole" value={weights.slope} />
          {groups.map(({ feature, weight }) => {
            const [level = '', group = ''] = feature.split(':');
            return <Weight key={feature} name={`${group.replace('_', ' ')} ${LEVELS[level] ?? ''}`} value={1 + weight} />;
          })}
        </dl>
      </CardContent>
    </Card>
  );
}

function Weight({ name, value }: { name: string; value: number }) {
  return (
    <div className="flex items-baseline justify-between gap-3 border-border border-b pb-1">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="tabular">{value.toFixed(2)}</dd>
    </div>
  );
}
