import { SlidersHorizontal } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { AskedRuns } from './runs-filter-bar';

interface RunsMoreFiltersProps {
  asked: AskedRuns;
  models: readonly string[];
}

const TEXTS = [
  ['model_name', 'Model'],
  ['prompt_id', 'Prompt ID'],
  ['session_id', 'Session'],
  ['user_id', 'User'],
  ['tag', 'Tag'],
  ['document_id', 'Document'],
] as const;
const NAMES = [...TEXTS.map(([name]) => name), 'risk_min', 'risk_max', 'from', 'to'];

/** The rarer filters, folded away; how many of them are set stands on the button. */
export function RunsMoreFilters({ asked, models }: RunsMoreFiltersProps) {
  const one = (name: string) => [asked[name] ?? ''].flat()[0] ?? '';
  const count = NAMES.filter((name) => one(name) !== '').length;
  return (
    <details className="relative">
      <summary className="inline-flex h-8 select-none list-none items-center gap-1.5 rounded-md border border-border-strong bg-card px-3 font-medium text-sm hover:bg-accent [&::-webkit-details-marker]:hidden">
        <SlidersHorizontal aria-hidden className="size-4" />
        More{count > 0 ? <span className="tabular rounded-sm bg-primary-soft px-1 text-link text-xs">{count}</span> : null}
      </summary>
      <div className="absolute right-0 z-30 mt-1 grid w-96 grid-cols-2 gap-3 rounded-lg bg-popover p-3 shadow-floating sm:right-auto sm:left-0">
        {TEXTS.map(([name, label]) => (
          <Field key={name} id={`filter-${name}`} label={label}>
            <Input
              id={`filter-${name}`}
              name={name}
              defaultValue={one(name)}
              maxLength={512}
              list={name === 'model_name' ? 'filter-models' : undefined}
            />
          </Field>
        ))}
        <datalist id="filter-models">
          {models.map((model) => (
            <option key={model} value={model} />
          ))}
        </datalist>
        <Field id="filter-risk-min" label="Risk from">
          <Input id="filter-risk-min" name="risk_min" type="number" min={0} max={1} step={0.01} defaultValue={one('risk_min')} />
        </Field>
        <Field id="filter-risk-max" label="Risk to">
          <Input id="filter-risk-max" name="risk_max" type="number" min={0} max={1} step={0.01} defaultValue={one('risk_max')} />
        </Field>
        <Field id="filter-from" label="Started from">
          <Input id="filter-from" name="from" type="date" defaultValue={one('from').slice(0, 10)} />
        </Field>
        <Field id="filter-to" label="Started before">
          <Input id="filter-to" name="to" type="date" defaultValue={one('to').slice(0, 10)} />
        </Field>
        <Button type="submit" variant="primary" className="col-span-2 justify-self-end">
          Apply
        </Button>
      </div>
    </details>
  );
}
