import { BellOff } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { PatternView } from '@/lib/domain/pattern/pattern-view';

/** What a pattern is called and made of, without links; `isPart` under its group says only what it adds to that. */
export function PatternWords({ view, isPart = false }: { view: PatternView; isPart?: boolean }) {
  const { made, setting, title } = view;
  const also = made.codes.filter((code) => code !== made.code);
  const parts = [
    made.field ? <code key="field">{made.field}</code> : null,
    made.source ? <bdi key="source">{made.source}</bdi> : null,
    also.length > 0 ? <code key="codes">with {also.join(', ')}</code> : null,
  ].filter(Boolean);
  const hasOwn = made.template !== null || parts.length > 0;
  return (
    <span className="grid min-w-0 gap-0.5">
      {isPart && !setting?.name ? null : (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span dir="auto" className="min-w-0 wrap-anywhere font-medium">
            {setting?.name || title}
          </span>
          {setting?.isMuted ? (
            <Badge tone="outline" title={setting.reason}>
              <BellOff aria-hidden /> muted
            </Badge>
          ) : null}
        </span>
      )}
      {setting?.name && !isPart ? <span className="wrap-anywhere text-muted-foreground text-xs">{title}</span> : null}
      {made.template ? (
        <span dir="auto" className="line-clamp-2 wrap-anywhere font-mono text-muted-foreground text-xs" title={made.template}>
          {made.template}
        </span>
      ) : null}
      {parts.length > 0 ? (
        <span className="flex flex-wrap gap-x-2 wrap-anywhere text-muted-foreground text-xs [&_code]:font-mono">{parts}</span>
      ) : null}
      {isPart && !hasOwn && !setting?.name ? <span className="text-muted-foreground text-xs">without words of its own</span> : null}
    </span>
  );
}
