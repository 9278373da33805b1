import { SeverityMark } from '@/components/evidence/severity-mark';
import { Badge } from '@/components/ui/badge';
import type { CodeView } from '@/lib/domain/check-view';

/** How grave a code is here, and what its check would say where that differs. */
export function CodeSeverity({ view: { severity, ownSeverity } }: { view: CodeView }) {
  const shown = severity ?? ownSeverity;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap align-middle">
      <SeverityMark severity={shown} />
      <span aria-hidden>{shown}</span>
      {severity === null || severity === ownSeverity ? null : <span className="text-muted-foreground text-xs">(was {ownSeverity})</span>}
    </span>
  );
}

export function CodeState({ view: { isEnabled, canChange } }: { view: CodeView }) {
  if (!canChange) return <span className="whitespace-nowrap text-muted-foreground text-xs">always on</span>;
  return isEnabled ? <Badge tone="success">On</Badge> : <Badge tone="warning">Off</Badge>;
}
