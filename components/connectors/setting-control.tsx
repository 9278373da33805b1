'use client';
import { Field, fieldAria } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import type { SettingField } from '@/lib/domain/connector-view';

interface SettingControlProps {
  field: SettingField;
  value: string | boolean;
  onChange: (value: string | boolean) => void;
  problem: string | null;
}

export function SettingControl({ field, value, onChange, problem }: SettingControlProps) {
  const { name, label, hint, kind, isRequired, options = [] } = field;
  const id = `connector-${name}`;
  if (kind === 'switch') {
    return (
      <div className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-2.5">
        <Switch id={id} checked={value === true} onCheckedChange={onChange} aria-describedby={`${id}-hint`} className="mt-0.5" />
        <div>
          <Label htmlFor={id}>{label}</Label>
          <p id={`${id}-hint`} className="text-muted-foreground text-xs">
            {hint}
          </p>
        </div>
      </div>
    );
  }
  const aria = fieldAria(id, problem, true);
  return (
    <Field id={id} label={label} hint={hint} error={problem}>
      {kind === 'choice' ? (
        <Select {...aria} value={String(value)} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      ) : (
        <Input
          {...aria}
          value={String(value)}
          onChange={(event) => onChange(event.target.value)}
          required={isRequired}
          autoComplete="off"
          spellCheck={false}
          inputMode={kind === 'url' ? 'url' : undefined}
          className={kind === 'url' ? 'font-mono text-xs' : undefined}
        />
      )}
    </Field>
  );
}
