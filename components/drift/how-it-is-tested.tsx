import { Disclosure } from '@/components/ui/disclosure';
import type { DriftSettings } from '@/lib/domain/drift/drift-settings';
import { formatDay, formatMinute, formatPercent } from '@/lib/format';

interface HowItIsTestedProps {
  settings: DriftSettings;
  countedAt: string | null;
  testedDay: string | null;
}

/** What the words and figures of the page mean. */
export function HowItIsTested({ settings, countedAt, testedDay }: HowItIsTestedProps) {
  return (
    <Disclosure title="How it is tested" className="text-muted-foreground text-sm">
      <div className="grid max-w-3xl gap-2 pt-2">
        <p>
          Runs of one session and one day resemble each other, so a plain chi-square would call nearly every week a change. Here days are
          the units: how much a distribution differs between like weekdays of the reference and the twelve weeks before it says what is
          usual (Rao and Scott’s corrected chi-square; for numbers, the chance that a run now is greater than one then). The design effect
          says how many times less sure that is than independent runs would be.
        </p>
        <p>
          q is the p value adjusted for all distributions that are tested together (Benjamini and Hochberg). Moved means q of at most{' '}
          {settings.level} and an effect of at least {settings.min_effect}, with {settings.min_cases} cases or more on both sides. The daily
          alarm is seven times stricter, so that at most {formatPercent(settings.level)} of quiet weeks have a false one.
        </p>
        <p>
          The shaded days are the window that is tested; the grey band is two standard deviations of the reference’s days. PSI and JS are
          the population stability index (an empty bin counts as half a case) and the Jensen–Shannon divergence to base 2. A review counts
          on the day of its run.
        </p>
        <p>
          {countedAt ? `Counted until ${formatMinute(countedAt)} UTC. ` : ''}
          {testedDay ? `The newest daily test was of the days to ${formatDay(testedDay)}.` : 'The daily test has not run yet.'}
        </p>
      </div>
    </Disclosure>
  );
}
