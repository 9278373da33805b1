'use client';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Label } from '@/components/ui/label';
import { RelativeTime } from '@/components/ui/relative-time';
import { Switch } from '@/components/ui/switch';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { Scope } from '@/lib/domain/policy';
import { formatDay } from '@/lib/format';
import type { ActionOutcome } from './action-outcome';
import { ConfirmDialog } from './confirm-dialog';

interface KeyRow {
  keyId: string;
  name: string;
  scopes: Scope[];
  person: { userId: string; name: string } | null;
  createdBy: string;
  createdAt: string;
  lastUsedAt: string | null;
  refusal: { at: string; why: string } | null;
  expiresAt: string | null;
  state: 'active' | 'expired' | 'revoked';
  isRevocable: boolean;
}

interface KeyTableProps {
  keys: KeyRow[];
  revoke: (keyId: string) => Promise<ActionOutcome>;
}

export function KeyTable({ keys, revoke }: KeyTableProps) {
  const [areEndedShown, setEndedShown] = useState(false);
  const [revoking, setRevoking] = useState<KeyRow | null>(null);
  const endedCount = keys.filter(({ state }) => state !== 'active').length;
  const shown = areEndedShown ? keys : keys.filter(({ state }) => state === 'active');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <Card>
        {shown.length === 0 ? (
          <EmptyState icon={KeyRound} title={endedCount > 0 ? 'No key is active' : 'No key yet'} className="py-10">
            Make one to send runs from a tracer, or to work from a script.
          </EmptyState>
        ) : (
          <Table aria-label="API keys">
            <TableHeader>
              <tr>
                <TableHead>Name</TableHead>
                <TableHead>Acts as</TableHead>
                <TableHead>Scopes</TableHead>
                <TableHead>Last used</TableHead>
                <TableHead>Ends</TableHead>
                <TableHead>
                  <span className="sr-only">Actions</span>
                </TableHead>
              </tr>
            </TableHeader>
            <TableBody>
              {shown.map((key) => (
                <KeyLine key={key.keyId} apiKey={key} onRevoke={() => setRevoking(key)} />
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
      {endedCount > 0 ? (
        <div className="flex items-center gap-2 px-1 text-muted-foreground">
          <Switch id="ended-keys" checked={areEndedShown} onCheckedChange={setEndedShown} />
          <Label htmlFor="ended-keys" className="font-normal text-muted-foreground">
            Show {endedCount} revoked or expired
          </Label>
        </div>
      ) : null}
      {revoking ? (
        <ConfirmDialog
          title={`Revoke “${revoking.name}”?`}
          verb="Revoke"
          action={() => revoke(revoking.keyId)}
          onClose={() => setRevoking(null)}
        >
          Whatever uses it is refused from its next request on. This cannot be undone.
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

function KeyLine({ apiKey, onRevoke }: { apiKey: KeyRow; onRevoke: () => void }) {
  const { name, keyId, person, scopes, state, lastUsedAt, refusal, expiresAt, createdAt, createdBy, isRevocable } = apiKey;
  return (
    <TableRow>
      <TableCell className="max-w-64 py-2">
        <bdi className="block truncate font-medium" title={name}>
          {name}
        </bdi>
        <span className="block truncate text-muted-foreground text-xs" title={`cs_${keyId.replaceAll('-', '')}_…`}>
          <code className="font-mono">cs_{keyId.replaceAll('-', '').slice(0, 8)}…</code> · {formatDay(createdAt)} by <bdi>{createdBy}</bdi>
        </span>
      </TableCell>
      <TableCell className="max-w-40 truncate">
        {person ? <bdi title={person.name}>{person.name}</bdi> : <span className="text-muted-foreground">nobody</span>}
      </TableCell>
      <TableCell>
        <span className="flex flex-wrap gap-1">
          {scopes.map((scope) => (
            <Badge key={scope}>{scope}</Badge>
          ))}
        </span>
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground">
        {lastUsedAt ? <RelativeTime at={lastUsedAt} /> : 'never'}
        {refusal ? (
          <span className="block text-danger text-xs" title={refusal.why}>
            refused <RelativeTime at={refusal.at} />
            <span className="sr-only">: {refusal.why}</span>
          </span>
        ) : null}
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted-foreground">
        {state === 'revoked' ? (
          <Badge tone="danger">Revoked</Badge>
        ) : state === 'expired' ? (
          <Badge tone="warning">Expired</Badge>
        ) : expiresAt ? (
          formatDay(expiresAt)
        ) : (
          'never'
        )}
      </TableCell>
      <TableCell className="text-end">
        {isRevocable ? (
          <Button size="sm" variant="ghost" onClick={onRevoke} aria-label={`Revoke ${name}`}>
            Revoke
          </Button>
        ) : null}
      </TableCell>
    </TableRow>
  );
}
