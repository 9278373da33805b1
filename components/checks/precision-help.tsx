import { Disclosure } from '@/components/ui/disclosure';
import { FIRED_DAYS, VERDICT_DAYS } from '@/lib/domain/check-view';

/** How the figures are counted, in the words of docs/checks.md. */
export function PrecisionHelp() {
  return (
    <Disclosure title="How these figures are counted" className="max-w-3xl text-sm">
      <div className="mt-1 grid gap-1.5 text-muted-foreground">
        <p>
          <strong className="font-medium text-foreground">Fired</strong> counts checked runs that have a finding of the code, by the day
          they started (UTC), over {FIRED_DAYS} days. A run counts once, however many findings it has.
        </p>
        <p>
          <strong className="font-medium text-foreground">Precision by verdicts</strong>: of the claims that the code fired on and a
          reviewer gave a verdict on in the last {VERDICT_DAYS} days, the share whose newest verdict says that something is wrong: the value
          is wrong or should not be there, the place is wrong, or the source is silent, supports it only partly or contradicts it. “Cannot
          tell” counts neither way, and so do claims that were seen but not answered. Where a code is about the run as a whole: of decided
          runs with it, the share that was corrected or rejected.
        </p>
        <p>
          The grey band is the 95 % Wilson interval: few verdicts make it wide. Reviewers see the finding when they judge, so read it as how
          often they agree, not as the truth.
        </p>
      </div>
    </Disclosure>
  );
}
