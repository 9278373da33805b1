'use client';
import { Monitor } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { RelativeTime } from '@/components/ui/relative-time';
import { toast } from '@/components/ui/toast';
import { describeUserAgent } from '@/lib/domain/user-agent';
import { formatMinute } from '@/lib/format';
import type { ActionOutcome } from './action-outcome';
import { useAction } from './use-action';

interface SessionTableProps {
  sessions: { sessionId: string; startedAt: string; seenAt: string; provider: string; userAgent: string; isThis: boolean }[];
  end: (sessionId: string) => Promise<ActionOutcome>;
  endOthers: () => Promise<ActionOutcome<number>>;
}

const PROVIDERS: Record<string, string> = { password: 'by password', oidc: 'by single sign-on', link: 'by link' };

/** Where the person is signed in. A session that is ended here is refused from its next request on. */
export function SessionTable({ sessions, end, endOthers }: SessionTableProps) {
  const one = useAction(end, { toastRefusals: true, onDone: () => toast.success('Signed out there.') });
  const others = useAction(endOthers, {
    toastRefusals: true,
    onDone: (count) => toast.success(`Signed out ${count} other ${count === 1 ? 'session' : 'sessions'}.`),
  });
  const isBusy = one.isBusy || others.isBusy;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Sessions</CardTitle>
        {sessions.length > 1 ? (
          <Button size="sm" disabled={isBusy} onClick={() => others.run()}>
            Sign out all others
          </Button>
        ) : null}
      </CardHeader>
      <ul className="divide-y divide-border">
        {sessions.map((session) => (
          <li key={session.sessionId} className="flex min-h-13 items-center gap-3 px-4 py-2">
            <Monitor aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            <div className="min-w-0 flex-1">
              <p className="flex items-center gap-2 font-medium" title={session.userAgent}>
                {describeUserAgent(session.userAgent)}
                {session.isThis ? <Badge tone="success">This one</Badge> : null}
              </p>
              <p className="text-muted-foreground text-xs">
                Signed in {formatMinute(session.startedAt)} UTC {PROVIDERS[session.provider] ?? ''} · last used{' '}
                <RelativeTime at={session.seenAt} />
              </p>
            </div>
            {session.isThis ? null : (
              <Button
                size="sm"
                variant="ghost"
                disabled={isBusy}
                aria-label={`Sign out ${describeUserAgent(session.userAgent)}, signed in ${formatMinute(session.startedAt)}`}
                onClick={() => one.run(session.sessionId)}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
