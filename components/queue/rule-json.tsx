'use client';
import { useId, useState } from 'react';
import { Textarea } from '@/components/ui/textarea';
import { type RuleFilter, ruleFilterSchema } from '@/lib/domain/rule';

interface RuleJsonProps {
  filter: RuleFilter;
  onChange: (filter: RuleFilter) => void;
}

/** The filter as it is stored. What is not valid yet stays in the field and says why. */
export function RuleJson({ filter, onChange }: RuleJsonProps) {
  const [text, setText] = useState(() => JSON.stringify(filter, null, 2));
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const change = (next: string) => {
    setText(next);
    const read = readFilter(next);
    setProblem(read.problem);
    if (read.filter) onChange(read.filter);
  };
  return (
    <div className="grid gap-1">
      <Textarea
        id={id}
        aria-label="Filter as JSON"
        aria-invalid={problem ? true : undefined}
        aria-describedby={`${id}-error`}
        spellCheck={false}
        rows={6}
        value={text}
        onChange={(event) => change(event.target.value)}
        className="thin-scroll max-h-80 font-mono text-xs"
      />
      <p id={`${id}-error`} role="status" className="text-danger text-xs empty:hidden">
        {problem}
      </p>
    </div>
  );
}

function readFilter(text: string): { filter: RuleFilter | null; problem: string | null } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { filter: null, problem: 'This is not JSON yet.' };
  }
  const parsed = ruleFilterSchema.safeParse(value);
  if (parsed.success) return { filter: parsed.data, problem: null };
  const [issue] = parsed.error.issues;
  return { filter: null, problem: `/${issue?.path.join('/') ?? ''} ${issue?.message ?? 'is not a filter'}` };
}
