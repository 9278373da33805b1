import { Progress } from '@/components/ui/progress';
import {
  BAND_WORDS,
  type CauseOutcomes,
  REVIEW_STANDINGS,
  type ReviewStanding,
  RISK_BANDS,
  type RiskBand,
  STANDING_WORDS,
} from '@/lib/domain/incident/blast-radius';
import { formatNumber, formatPercent } from '@/lib/format';
import { cn } from '@/lib/cn';

type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger';

const STANDING_TONES: Record<ReviewStanding, Tone> = {
  corrected: 'warning',
  rejected: 'danger',
  approved: 'success',
  escalated: 'accent',
  waiting: 'accent',
  never: 'neutral',
};
const BAND_TONES: Record<RiskBand, Tone> = { high: 'danger', medium: 'warning', low: 'success', unchecked: 'neutral' };
const DOTS: Record<Tone, string> = {
  neutral: 'bg-muted-foreground',
  accent: 'bg-primary',
  success: 'bg-success',
  warning: 'bg-warning',
  danger: 'bg-danger',
};

/** How the runs of a cause fared: what reviewers did, and how risky they were judged. */
export function OutcomeBars({ outcomes }: { outcomes: CauseOutcomes }) {
  const { counted, standing, risk, withFindings, isAll } = outcomes;
  const standings = REVIEW_STANDINGS.map((key) => ({ name: STANDING_WORDS[key], value: standing[key], tone: STANDING_TONES[key] }));
  const bands = RISK_BANDS.map((key) => ({ name: BAND_WORDS[key], value: risk[key], tone: BAND_TONES[key] }));
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Group title="Review" parts={standings} total={counted} />
      <Group title="Risk" parts={bands} total={counted} />
      <p className="text-muted-foreground text-xs sm:col-span-2">
        {formatNumber(withFindings)} of {formatNumber(counted)} have findings.
        {isAll ? '' : ` Counted over the newest ${formatNumber(counted)}.`}
      </p>
    </div>
  );
}

function Group({ title, parts, total }: { title: string; parts: { name: string; value: number; tone: Tone }[]; total: number }) {
  const shown = parts.filter(({ value }) => value > 0);
  return (
    <div className="grid content-start gap-2">
      <h3 className="font-semibold text-sm">{title}</h3>
      <Progress label={title} parts={shown} total={total} className="h-2" />
      <ul className="grid gap-0.5 text-sm">
        {shown.map(({ name, value, tone }) => (
          <li key={name} className="grid grid-cols-[auto_1fr_auto_3rem] items-center gap-2">
            <span aria-hidden className={cn('size-2 rounded-full', DOTS[tone])} />
            <span>{name}</span>
            <span className="tabular text-end">{formatNumber(value)}</span>
            <span className="tabular text-end text-muted-foreground text-xs">{formatPercent(value / total)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
