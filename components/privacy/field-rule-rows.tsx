import { Plus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { FIELD_ACTIONS, type FieldRule } from '@/lib/domain/privacy-rules';
import { RuleRow } from './rule-row';

export function FieldRuleRows({ rules, onChange }: { rules: readonly FieldRule[]; onChange: (rules: FieldRule[]) => void }) {
  const numbered = rules.map((rule, index) => ({ rule, index }));
  return (
    <div className="grid gap-2">
      <p className="text-muted-foreground text-xs">
        A name with * for any characters (<code>*.patient_name</code>), or a JSON Pointer (<code>/input/customer/address</code>). The first
        rule that fits is taken.
      </p>
      {numbered.map(({ rule, index }) => (
        <RuleRow
          key={index}
          name={`Field ${index + 1}`}
          what={{ value: rule.match, maxLength: 300 }}
          kind={rule.type}
          action={rule.action}
          actions={FIELD_ACTIONS}
          onChange={({ what = rule.match, kind = rule.type, action = rule.action }) =>
            onChange(rules.with(index, { match: what, type: kind, action }))
          }
          onRemove={() => onChange(rules.toSpliced(index, 1))}
        />
      ))}
      <Button size="sm" className="w-fit" onClick={() => onChange([...rules, { match: '', action: 'tokenise', type: 'field' }])}>
        <Plus aria-hidden /> Add a field
      </Button>
    </div>
  );
}
