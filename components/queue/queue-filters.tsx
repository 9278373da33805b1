'use client';
import { Search, X } from 'lucide-react';
import { STATE_LOOKS } from '@/components/evidence/evidence-state';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { EVIDENCE_STATES } from '@/lib/domain/evidence';
import { ITEM_STATES } from '@/lib/domain/item-state';
import type { QueueQuery } from './queue-query';

interface QueueFiltersProps {
  query: QueueQuery;
  onChange: (patch: QueueQuery) => void;
}

const STATE_WORDS: Record<(typeof ITEM_STATES)[number], string> = {
  waiting: 'Waiting',
  leased: 'In review',
  escalated: 'Escalated',
  done: 'Done',
  removed: 'Removed',
};
const RISKS = [0.25, 0.5, 0.75];

/** Filters of the queue; each is part of the address. */
export function QueueFilters({ query, onChange }: QueueFiltersProps) {
  const hasFilter = Boolean(query.state || query.evidence || query.risk !== undefined || query.mine || query.q);
  return (
    <search className="flex flex-wrap items-center gap-1.5">
      <form
        key={query.q ?? ''}
        className="relative"
        onSubmit={(event) => {
          event.preventDefault();
          const text = new FormData(event.currentTarget).get('q');
          onChange({ q: typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined });
        }}
      >
        <Search aria-hidden className="pointer-events-none absolute top-1.5 start-2 size-4 text-muted-foreground" />
        <Input
          name="q"
          type="search"
          defaultValue={query.q ?? ''}
          maxLength={300}
          aria-label="Find in this queue"
          placeholder="Run, input or output"
          className="h-7 w-52 ps-7.5"
        />
      </form>
      <Select
        aria-label="State"
        className="w-36"
        value={query.state ?? ''}
        onChange={(event) => onChange({ state: (event.target.value || undefined) as QueueQuery['state'] })}
      >
        <option value="">Open</option>
        {ITEM_STATES.map((state) => (
          <option key={state} value={state}>
            {STATE_WORDS[state]}
          </option>
        ))}
        <option value="all">All states</option>
      </Select>
      <Select
        aria-label="Evidence"
        className="w-40"
        value={query.evidence ?? ''}
        onChange={(event) => onChange({ evidence: (event.target.value || undefined) as QueueQuery['evidence'] })}
      >
        <option value="">Any evidence</option>
        {EVIDENCE_STATES.map((state) => (
          <option key={state} value={state}>
            {STATE_LOOKS[state].word}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Risk"
        className="w-32"
        value={query.risk === undefined ? '' : String(query.risk)}
        onChange={(event) => onChange({ risk: event.target.value === '' ? undefined : Number(event.target.value) })}
      >
        <option value="">Any risk</option>
        {RISKS.map((risk) => (
          <option key={risk} value={risk}>
            {risk} or more
          </option>
        ))}
      </Select>
      <Button
        variant={query.mine ? 'secondary' : 'ghost'}
        size="sm"
        aria-pressed={query.mine === '1'}
        onClick={() => onChange({ mine: query.mine ? undefined : '1' })}
      >
        With me
      </Button>
      {hasFilter ? (
        <Button
          variant="ghost"
          size="sm"
          onClick={() => onChange({ state: undefined, evidence: undefined, risk: undefined, mine: undefined, q: undefined })}
        >
          <X aria-hidden /> Clear
        </Button>
      ) : null}
    </search>
  );
}
