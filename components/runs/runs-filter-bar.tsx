'use client';
import { Search, X } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { RUN_STATES } from '@/lib/domain/run/run-query';
import { codeWords } from './finding-codes';
import { RunsMoreFilters } from './runs-more-filters';

export type AskedRuns = Record<string, string | string[]>;
type Facets = Record<string, { value: string; count: number }[]>;

interface RunsFilterBarProps {
  action: string;
  asked: AskedRuns;
  facets: Facets;
  /** A phrase may be searched only by who may read what it would be found in. */
  canSearch: boolean;
}

const CHOICES = [
  ['name', 'Workflow'],
  ['route', 'Route'],
  ['code', 'Finding'],
  ['prompt_version', 'Prompt'],
  ['environment', 'Environment'],
] as const;

/** Filters of the list as a plain form: each change sends it, so the address always says what is shown. */
export function RunsFilterBar({ action, asked, facets, canSearch }: RunsFilterBarProps) {
  const form = useRef<HTMLFormElement>(null);
  const send = () => form.current?.requestSubmit();
  const one = (name: string) => [asked[name] ?? ''].flat()[0] ?? '';
  const hasFilter = Object.keys(asked).some((name) => name !== 'sort' && name !== 'limit');
  return (
    <Form ref={form} action={action} className="flex flex-wrap items-center gap-2" key={JSON.stringify(asked)}>
      {one('sort') ? <input type="hidden" name="sort" value={one('sort')} /> : null}
      {canSearch ? (
        <span className="relative w-64">
          <Search aria-hidden className="pointer-events-none absolute top-2 left-2 size-4 text-muted-foreground" />
          <Input
            type="search"
            name="q"
            defaultValue={one('q')}
            maxLength={500}
            aria-label="Search for a phrase in input, output or context"
            placeholder="Phrase in input, output, context"
            className="pl-7.5"
          />
        </span>
      ) : null}
      <Choice
        name="state"
        label="State"
        value={one('state')}
        options={RUN_STATES.map((state) => ({ value: state, words: state }))}
        onChange={send}
      />
      {CHOICES.map(([name, label]) => (
        <Choice
          key={name}
          name={name}
          label={label}
          value={one(name)}
          onChange={send}
          options={(facets[name] ?? []).map(({ value, count }) => ({
            value,
            words: `${name === 'code' ? codeWords(value) : value} (${count})`,
          }))}
        />
      ))}
      <RunsMoreFilters asked={asked} models={(facets['model_name'] ?? []).map(({ value }) => value)} />
      {hasFilter ? (
        <Button asChild variant="ghost" size="sm">
          <Link href={action}>
            <X aria-hidden />
            Clear
          </Link>
        </Button>
      ) : null}
      <button type="submit" className="sr-only">
        Search
      </button>
    </Form>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  value: string;
  options: { value: string; words: string }[];
  onChange: () => void;
}

function Choice({ name, label, value, options, onChange }: ChoiceProps) {
  const known = options.some((option) => option.value === value) || value === '' ? options : [{ value, words: value }, ...options];
  if (known.length === 0) return null;
  return (
    <Select
      name={value === '' ? undefined : name}
      aria-label={label}
      defaultValue={value}
      onChange={(event) => {
        event.currentTarget.name = event.currentTarget.value === '' ? '' : name;
        onChange();
      }}
      className={value === '' ? 'w-36 text-muted-foreground' : 'w-36'}
    >
      <option value="">{label}: any</option>
      {known.map((option) => (
        <option key={option.value} value={option.value}>
          {option.words}
        </option>
      ))}
    </Select>
  );
}
