'use client';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Switch } from '@/components/ui/switch';
import { formatNumber } from '@/lib/format';
import { ConditionRows, type Suggestions } from './condition-rows';
import { conditionsOf, filterOf } from './rule-conditions';
import { RuleJson } from './rule-json';
import type { EditedRule, RulesAction } from './rules-draft';

interface RuleCardProps {
  rule: EditedRule;
  suggestions: Suggestions;
  /** How many recent runs it would have caught; null before a preview. */
  caught: number | null;
  problems: readonly string[];
  send: (action: RulesAction) => void;
}

/** One rule: which runs, what share of them, how urgent. */
export function RuleCard({ rule, suggestions, caught, problems, send }: RuleCardProps) {
  const [isJson, setJson] = useState(conditionsOf(rule.when) === null);
  const id = useId();
  const conditions = conditionsOf(rule.when);
  const patch = (change: Partial<EditedRule>) => send({ type: 'rule', key: rule.key, patch: change });
  return (
    <Card aria-label={`Rule ${rule.name}`} className={rule.enabled ? undefined : 'bg-muted/50'}>
      <div className="flex flex-wrap items-center gap-2 border-border border-b px-3 py-2">
        <Switch aria-label={`Rule ${rule.name} is on`} checked={rule.enabled} onCheckedChange={(enabled) => patch({ enabled })} />
        <Input
          aria-label="Name of the rule"
          value={rule.name}
          maxLength={120}
          onChange={(event) => patch({ name: event.target.value })}
          className="h-7 w-56 font-medium"
        />
        <Label htmlFor={`${id}-sample`} className="ms-2 font-normal text-muted-foreground text-xs">
          Share %
        </Label>
        <Input
          id={`${id}-sample`}
          type="number"
          min={0}
          max={100}
          step="any"
          value={Number((rule.sample * 100).toPrecision(6))}
          onChange={(event) => patch({ sample: Math.min(1, Math.max(0, Number(event.target.value) / 100)) })}
          className="h-7 w-20"
        />
        <Label htmlFor={`${id}-priority`} className="ms-2 font-normal text-muted-foreground text-xs">
          Priority
        </Label>
        <Input
          id={`${id}-priority`}
          type="number"
          min={-1000}
          max={1000}
          step={1}
          value={rule.priority}
          onChange={(event) => patch({ priority: Math.trunc(Number(event.target.value)) })}
          className="h-7 w-20"
        />
        {caught === null ? null : <span className="tabular text-muted-foreground text-xs">would have caught {formatNumber(caught)}</span>}
        <span className="ms-auto flex items-center gap-0.5">
          <Button variant="ghost" size="xs" aria-pressed={isJson} disabled={isJson && conditions === null} onClick={() => setJson(!isJson)}>
            {isJson ? 'Form' : 'JSON'}
          </Button>
          <Button variant="ghost" size="icon-xs" aria-label="Move up" onClick={() => send({ type: 'move', key: rule.key, by: -1 })}>
            <ArrowUp aria-hidden />
          </Button>
          <Button variant="ghost" size="icon-xs" aria-label="Move down" onClick={() => send({ type: 'move', key: rule.key, by: 1 })}>
            <ArrowDown aria-hidden />
          </Button>
          <Button
            variant="ghost"
            size="icon-xs"
            aria-label={`Remove the rule ${rule.name}`}
            onClick={() => send({ type: 'remove', key: rule.key })}
          >
            <Trash2 aria-hidden />
          </Button>
        </span>
      </div>
      <div className="p-3">
        {isJson || conditions === null ? (
          <RuleJson filter={rule.when} onChange={(when) => patch({ when })} />
        ) : (
          <FormConditions key={rule.key} rule={rule} suggestions={suggestions} onChange={(when) => patch({ when })} />
        )}
        {problems.map((problem) => (
          <p key={problem} role="alert" className="mt-2 text-danger text-sm">
            {problem}
          </p>
        ))}
      </div>
    </Card>
  );
}

/** Rows live here while they have no value yet, since a filter cannot hold them. */
function FormConditions({
  rule,
  suggestions,
  onChange,
}: {
  rule: EditedRule;
  suggestions: Suggestions;
  onChange: (when: EditedRule['when']) => void;
}) {
  const [rows, setRows] = useState(() => conditionsOf(rule.when) ?? []);
  return (
    <ConditionRows
      conditions={rows}
      suggestions={suggestions}
      onChange={(next) => {
        setRows(next);
        onChange(filterOf(next));
      }}
    />
  );
}
