import { Plus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { type CustomPattern, MASK_ACTIONS } from '@/lib/domain/privacy-rules';
import { RuleRow } from './rule-row';

interface CustomPatternRowsProps {
  patterns: readonly CustomPattern[];
  onChange: (patterns: CustomPattern[]) => void;
}

export function CustomPatternRows({ patterns, onChange }: CustomPatternRowsProps) {
  const numbered = patterns.map((pattern, index) => ({ pattern, index }));
  return (
    <div className="grid gap-2">
      <p className="text-muted-foreground text-xs">
        Regular expressions in RE2 syntax, without look-around and back-references: <code>MRN-[0-9]&#123;8&#125;</code>.
      </p>
      {numbered.map(({ pattern, index }) => (
        <RuleRow
          key={index}
          name={`Pattern ${index + 1}`}
          what={{ value: pattern.pattern, maxLength: 500 }}
          kind={pattern.type}
          action={pattern.action}
          actions={MASK_ACTIONS}
          onChange={({ what = pattern.pattern, kind = pattern.type, action = pattern.action }) =>
            onChange(patterns.with(index, { ...pattern, pattern: what, type: kind, action }))
          }
          onRemove={() => onChange(patterns.toSpliced(index, 1))}
        />
      ))}
      <Button
        size="sm"
        className="w-fit"
        onClick={() => onChange([...patterns, { type: '', pattern: '', action: 'tokenise', is_case_sensitive: true }])}
      >
        <Plus aria-hidden /> Add a pattern
      </Button>
    </div>
  );
}
