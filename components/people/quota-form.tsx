'use client';
import { type SubmitEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Progress } from '@/components/ui/progress';
import { toast } from '@/components/ui/toast';
import type { Quota, QuotaSettings } from '@/lib/domain/quota';
import { type ActionOutcome, formProblem } from './action-outcome';
import { useAction } from './use-action';

export interface QuotaRow {
  quota: Quota;
  /** As the setting says it, per second or per day; 0 is no limit. */
  limit: number;
  isDefault: boolean;
  limitPerWindow: number;
  used: number;
  /** Taken by processes in advance and not spent. */
  held: number;
}

interface QuotaFormProps {
  rows: QuotaRow[];
  /** Absent: the viewer may see the quotas and not change them. */
  save?: (quotas: QuotaSettings) => Promise<ActionOutcome>;
}

const MEGABYTE = 1_000_000;
const WORDS: { [quota in Quota]: { label: string; window: string; unit: number } } = {
  spansPerSecond: { label: 'Spans per second', window: 'in these 10 seconds', unit: 1 },
  bytesPerDay: { label: 'Megabytes per day', window: 'today (UTC)', unit: MEGABYTE },
  runsPerDay: { label: 'New runs per day', window: 'today (UTC)', unit: 1 },
  keyRequestsPerSecond: { label: 'Requests per second and key', window: 'in these 10 seconds, by the key that sends most', unit: 1 },
};

/** What a project may send in and how much of it is used. */
export function QuotaForm({ rows, save }: QuotaFormProps) {
  const [drafts, setDrafts] = useState(() => draftsOf(rows));
  const { isBusy, outcome, run } = useAction(async (quotas: QuotaSettings) => (await save?.(quotas)) ?? { ok: true, value: null }, {
    onDone: () => toast.success('Saved.'),
  });
  const wanted = settingsOf(drafts);
  const isChanged = rows.some(({ quota, limit, isDefault }) => wanted?.[quota] !== (isDefault ? null : limit));
  const problem = wanted === null ? 'A quota is a whole number; 0 is no limit.' : formProblem(outcome, []);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (wanted) run(wanted);
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      <div className="grid gap-1">
        <h2 className="font-medium">Quotas</h2>
        <p className="text-muted-foreground">
          What is sent beyond a quota is answered with 429 and the seconds to wait; exporters then send it again by themselves.
          {save ? ' An empty field is the limit of this installation, 0 is no limit.' : null}
        </p>
      </div>
      <table className="w-full max-w-3xl text-start">
        <thead>
          <tr className="text-muted-foreground text-xs">
            <th scope="col" className="py-1 pe-4 font-normal">
              Quota
            </th>
            <th scope="col" className="py-1 pe-4 font-normal">
              Limit
            </th>
            <th scope="col" className="py-1 font-normal">
              Used now
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <QuotaLine
              key={row.quota}
              row={row}
              draft={drafts[row.quota]}
              {...(save ? { change: (text: string) => setDrafts({ ...drafts, [row.quota]: text }) } : {})}
            />
          ))}
        </tbody>
      </table>
      {problem ? (
        <p role="alert" className="text-danger text-xs">
          {problem}
        </p>
      ) : null}
      {save ? (
        <Button type="submit" isBusy={isBusy} disabled={!isChanged || wanted === null} className="justify-self-start">
          Save
        </Button>
      ) : null}
    </form>
  );
}

function QuotaLine({ row, draft, change }: { row: QuotaRow; draft: string; change?: (text: string) => void }) {
  const { label, window, unit } = WORDS[row.quota];
  const limit = row.limit === 0 ? 'no limit' : (row.limit / unit).toLocaleString('en-US');
  const used = (row.used / unit).toLocaleString('en-US', { maximumFractionDigits: 1 });
  // What is held in advance cannot be spent by others: a quota may be used up before all of it was spent.
  const isOver = row.limitPerWindow > 0 && row.used + row.held >= row.limitPerWindow;
  return (
    <tr className="border-t">
      <th scope="row" className="py-1.5 pe-4 text-start font-normal">
        {label}
      </th>
      <td className="py-1.5 pe-4">
        {change ? (
          <Input
            aria-label={label}
            inputMode="numeric"
            value={draft}
            placeholder={row.isDefault ? `${limit} (default)` : 'default'}
            onChange={(event) => change(event.target.value)}
            autoComplete="off"
            className="w-44 tabular-nums max-sm:w-28"
          />
        ) : (
          <span className="tabular-nums">{row.isDefault ? `${limit} (default)` : limit}</span>
        )}
      </td>
      <td className="py-1.5">
        <div className="grid gap-1">
          <span className="text-xs tabular-nums">
            {used} {window}
            {isOver ? ', nothing left' : null}
          </span>
          {row.limitPerWindow > 0 ? (
            <Progress
              label={`${label}, used`}
              parts={[{ name: window, value: Math.min(row.used, row.limitPerWindow) / unit, tone: isOver ? 'danger' : 'accent' }]}
              total={row.limitPerWindow / unit}
              className="max-w-52"
            />
          ) : null}
        </div>
      </td>
    </tr>
  );
}

function draftsOf(rows: QuotaRow[]): { [quota in Quota]: string } {
  const texts = rows.map(({ quota, limit, isDefault }) => [quota, isDefault ? '' : String(limit / WORDS[quota].unit)]);
  return Object.fromEntries(texts) as { [quota in Quota]: string };
}

/** Null when a field does not hold a number. */
function settingsOf(drafts: { [quota in Quota]: string }): QuotaSettings | null {
  const settings: QuotaSettings = { spansPerSecond: null, bytesPerDay: null, runsPerDay: null, keyRequestsPerSecond: null };
  for (const [quota, draft] of Object.entries(drafts) as [Quota, string][]) {
    const text = draft.trim();
    if (text === '') continue;
    const amount = Math.round(Number(text) * WORDS[quota].unit);
    if (!/^\d+(\.\d+)?$/.test(text) || !Number.isSafeInteger(amount)) return null;
    settings[quota] = amount;
  }
  return settings;
}
