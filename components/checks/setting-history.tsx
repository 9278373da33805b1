import { RelativeTime } from '@/components/ui/relative-time';
import type { CheckDetail } from '@/lib/domain/check-view';

/** Who changed what of a check, newest first. */
export function SettingHistory({ history }: Pick<CheckDetail, 'history'>) {
  if (history.length === 0) return <p className="text-muted-foreground text-sm">Nobody has changed this check in this project.</p>;
  return (
    <ol className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-card">
      {history.map(({ version, code, isEnabled, severity, reason, by, at }) => (
        <li key={version} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-4 py-2 text-sm">
          <span className="tabular text-muted-foreground text-xs">v{version}</span>
          <span className="font-mono text-xs">{code}</span>
          <span className="font-medium">
            {isEnabled ? 'on' : 'off'}, {severity === null ? 'severity of the check' : `always ${severity}`}
          </span>
          {reason === '' ? null : (
            <span className="min-w-0 break-words">
              “<bdi>{reason}</bdi>”
            </span>
          )}
          <span className="ms-auto whitespace-nowrap text-muted-foreground text-xs">
            <bdi>{by}</bdi>, <RelativeTime at={at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
