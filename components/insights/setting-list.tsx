import { RelativeTime } from '@/components/ui/relative-time';
import type { PatternSettingVersion } from '@/lib/domain/pattern/pattern-setting';

/** Who named or muted a pattern, newest first. */
export function SettingList({ history }: { history: readonly PatternSettingVersion[] }) {
  if (history.length === 0) return <p className="text-muted-foreground text-sm">Nobody has named or muted it.</p>;
  return (
    <ol className="divide-y divide-border text-sm">
      {history.map(({ version, name, isMuted, reason, by, at }) => (
        <li key={version} className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5 py-1.5">
          <span className="font-medium">
            {isMuted ? 'muted' : 'shown'}
            {name ? (
              <>
                , named <bdi>{name}</bdi>
              </>
            ) : null}
          </span>
          {reason ? (
            <span className="min-w-0 break-words">
              “<bdi>{reason}</bdi>”
            </span>
          ) : null}
          <span className="ms-auto whitespace-nowrap text-muted-foreground text-xs">
            <bdi>{by}</bdi>, <RelativeTime at={at} />
          </span>
        </li>
      ))}
    </ol>
  );
}
