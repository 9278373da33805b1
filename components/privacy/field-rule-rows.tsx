import { Plus, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { FIELD_ACTIONS, type FieldRule } from '@/lib/domain/privacy-rules';
import { ACTION_TITLES } from './recogniser-rows';

export function FieldRuleRows({ rules, onChange }: { rules: readonly FieldRule[]; onChange: (rules: FieldRule[]) => void }) {
  const set = (index: number, part: Partial<FieldRule>) => onChange(rules.map((rule, at) => (at === index ? { ...rule, ...part } : rule)));
  const numbered = rules.map((rule, index) => ({ rule, index }));
  return (
    <div className="grid gap-2">
      <p className="text-muted-foreground text-xs">
        A name with * for any characters (<code>*.patient_name</code>), or a JSON Pointer (<code>/input/customer/address</code>). The first
        rule that fits is taken.
      </p>
      {numbered.map(({ rule, index }) => (
        <div key={index} className="grid grid-cols-[minmax(0,1fr)_10rem_14rem_auto] items-center gap-2">
          <Input
            aria-label={`Field ${index + 1}`}
            value={rule.match}
            onChange={(event) => set(index, { match: event.target.value })}
            className="font-mono text-xs"
            required
            maxLength={300}
            autoComplete="off"
          />
          <Input
            aria-label={`Kind of field ${index + 1}`}
            value={rule.type}
            onChange={(event) => set(index, { type: event.target.value })}
            pattern="[a-z][a-z_]{0,29}"
            title="Up to 30 lower-case letters and underscores"
            className="font-mono text-xs"
            required
            autoComplete="off"
          />
          <Select
            aria-label={`What happens to field ${index + 1}`}
            value={rule.action}
            onChange={(event) => set(index, { action: event.target.value as FieldRule['action'] })}
          >
            {FIELD_ACTIONS.map((action) => (
              <option key={action} value={action}>
                {ACTION_TITLES[action]}
              </option>
            ))}
          </Select>
          <Button
            size="icon"
            variant="ghost"
            aria-label={`Remove field ${index + 1}`}
            onClick={() => onChange(rules.filter((_rule, at) => at !== index))}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
      <Button size="sm" className="w-fit" onClick={() => onChange([...rules, { match: '', action: 'tokenise', type: 'field' }])}>
        <Plus aria-hidden /> Add a field
      </Button>
    </div>
  );
}
