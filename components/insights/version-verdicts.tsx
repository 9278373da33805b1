import { ArrowDown, ArrowUp, CircleHelp, Minus } from 'lucide-react';
import type { PromptVersions } from '@/lib/domain/prompt/prompt-versions';

const LOOKS = {
  better: { icon: ArrowUp, className: 'text-success' },
  worse: { icon: ArrowDown, className: 'text-danger' },
  unclear: { icon: CircleHelp, className: 'text-muted-foreground' },
  nothing: { icon: Minus, className: 'text-muted-foreground' },
} as const;

/** A sentence a version: better, worse, or what the data cannot tell. */
export function VersionVerdicts({ versions }: Pick<PromptVersions, 'versions'>) {
  return (
    <ul className="grid gap-1.5" aria-label="What the comparison says">
      {versions.map(({ version, verdict }) => {
        if (!verdict) return null;
        const { icon: Icon, className } = LOOKS[verdict.verdict];
        return (
          <li key={version} className="flex items-start gap-2 text-sm">
            <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${className}`} />
            <span dir="auto">{verdict.sentence}</span>
          </li>
        );
      })}
    </ul>
  );
}
