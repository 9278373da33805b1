'use client';
import { Plus, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { type Condition, LEAVES, type Leaf } from './rule-conditions';
import { type Suggestion, ValuesField } from './values-field';

export type Suggestions = Partial<Record<Leaf['name'], readonly Suggestion[]>>;

interface ConditionRowsProps {
  conditions: readonly Condition[];
  suggestions: Suggestions;
  onChange: (conditions: Condition[]) => void;
}

/** Conditions that must all hold; a row with several values holds for any of them. */
export function ConditionRows({ conditions, suggestions, onChange }: ConditionRowsProps) {
  const free = LEAVES.filter(({ name }) => !conditions.some(({ leaf }) => leaf === name));
  const replace = (leaf: Leaf['name'], next: Condition) => onChange(conditions.map((each) => (each.leaf === leaf ? next : each)));
  const first = free[0];
  return (
    <div className="grid gap-1.5">
      {conditions.length === 0 ? <p className="text-muted-foreground text-sm">Every run.</p> : null}
      {conditions.map((condition, index) => {
        const leaf = LEAVES.find(({ name }) => name === condition.leaf);
        if (!leaf) return null;
        return (
          <div key={condition.leaf} className="flex items-start gap-2 max-sm:flex-wrap">
            <span className="w-7 shrink-0 pt-1.5 text-end text-muted-foreground text-xs">{index === 0 ? 'if' : 'and'}</span>
            <Select
              aria-label="Condition"
              className="w-44 shrink-0 max-sm:w-32"
              value={condition.leaf}
              onChange={(event) => replace(condition.leaf, { ...condition, leaf: event.target.value as Leaf['name'], values: [] })}
            >
              {[leaf, ...free].map(({ name, title }) => (
                <option key={name} value={name}>
                  {title}
                </option>
              ))}
            </Select>
            <Select
              aria-label={`${leaf.title}: must or must not`}
              className="w-22 shrink-0"
              value={condition.isNot ? 'not' : 'is'}
              onChange={(event) => replace(condition.leaf, { ...condition, isNot: event.target.value === 'not' })}
            >
              <option value="is">is</option>
              <option value="not">is not</option>
            </Select>
            <div className="flex min-w-0 flex-1 max-sm:order-last max-sm:basis-full max-sm:ps-9">
              <ConditionValue
                leaf={leaf}
                values={condition.values}
                suggestions={suggestions[leaf.name] ?? []}
                onChange={(values) => replace(condition.leaf, { ...condition, values })}
              />
            </div>
            <Button
              variant="ghost"
              size="icon-xs"
              className="mt-1"
              aria-label={`Remove the condition ${leaf.title}`}
              onClick={() => onChange(conditions.filter((each) => each !== condition))}
            >
              <X aria-hidden />
            </Button>
          </div>
        );
      })}
      {first ? (
        <Button
          variant="ghost"
          size="xs"
          className="ms-8 justify-self-start"
          onClick={() => onChange([...conditions, { leaf: first.name, values: [], isNot: false }])}
        >
          <Plus aria-hidden /> Condition
        </Button>
      ) : null}
    </div>
  );
}

interface ConditionValueProps {
  leaf: Leaf;
  values: readonly string[];
  suggestions: readonly Suggestion[];
  onChange: (values: string[]) => void;
}

const INPUT_TYPES = { number: 'number', text: 'text', date: 'date' } as const;

function ConditionValue({ leaf, values, suggestions, onChange }: ConditionValueProps) {
  if (leaf.kind === 'list') return <ValuesField label={leaf.title} values={values} suggestions={suggestions} onChange={onChange} />;
  const range = leaf.kind === 'number' ? { min: 0, max: 1, step: 0.01 } : {};
  return (
    <Input
      aria-label={leaf.title}
      type={INPUT_TYPES[leaf.kind]}
      {...range}
      value={values[0]?.slice(0, leaf.kind === 'date' ? 10 : undefined) ?? ''}
      onChange={(event) => onChange([event.target.value])}
      className="w-44"
    />
  );
}
