import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { RiskBar } from '@/components/evidence/risk-bar';
import { formatCount, formatNumber } from '@/lib/format';
import { paths } from '@/lib/paths';

export interface RulesPreviewResult {
  lookedAt: number;
  caught: number;
  alreadyQueued: number;
  rules: { name: string; caught: number }[];
  examples: {
    runId: string;
    name: string | null;
    risk: number | null;
    outputPreview: string;
    reasons: { rule: string; detail: string }[];
  }[];
}

/** What the rules would have caught among recent runs, with examples and the words a reviewer would see. */
export function RulesPreview({ project, result }: { project: string; result: RulesPreviewResult }) {
  return (
    <section aria-label="Preview" className="grid gap-3">
      <p>
        These rules would have caught <strong>{formatNumber(result.caught)}</strong>{' '}
        {`of the newest ${formatCount(result.lookedAt, 'checked run')}`}
        {result.alreadyQueued > 0 ? `; ${formatNumber(result.alreadyQueued)} of them are in the queue already` : ''}.
      </p>
      <ul className="grid gap-2">
        {result.examples.map((example) => (
          <li key={example.runId} className="rounded-md border border-border px-3 py-2">
            <div className="flex items-center gap-2">
              <Link href={paths.run(project, example.runId)} className="min-w-0 truncate font-medium hover:underline">
                {example.name ?? example.runId}
              </Link>
              <span className="ms-auto">
                <RiskBar risk={example.risk} />
              </span>
            </div>
            <p className="line-clamp-2 text-muted-foreground text-xs">
              <PlainText text={example.outputPreview} className="whitespace-normal" />
            </p>
            <ul className="mt-1 grid gap-0.5 text-xs">
              {example.reasons.map(({ rule, detail }) => (
                <li key={rule}>
                  <PlainText text={detail} className="whitespace-normal" /> <span className="text-muted-foreground">({rule})</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
