import { Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { ACTION_TITLES } from './recogniser-rows';

interface RuleRowProps<A extends keyof typeof ACTION_TITLES> {
  /** What the rule is called for people who hear the form: "Field 2". */
  name: string;
  what: { value: string; maxLength: number };
  kind: string;
  action: A;
  actions: readonly A[];
  onChange: (part: { what?: string; kind?: string; action?: A }) => void;
  onRemove: () => void;
}

/** One rule that somebody wrote: what it fits, the kind that stands in the mark, and what happens. */
export function RuleRow<A extends keyof typeof ACTION_TITLES>({ name, what, kind, action, actions, onChange, onRemove }: RuleRowProps<A>) {
  const lower = name.toLowerCase();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_10rem_14rem_auto] items-center gap-2">
      <Input
        aria-label={name}
        value={what.value}
        onChange={(event) => onChange({ what: event.target.value })}
        className="font-mono text-xs"
        required
        maxLength={what.maxLength}
        autoComplete="off"
      />
      <Input
        aria-label={`Kind of ${lower}`}
        value={kind}
        onChange={(event) => onChange({ kind: event.target.value })}
        pattern="[a-z][a-z_]{0,29}"
        title="Up to 30 lower-case letters and underscores"
        className="font-mono text-xs"
        required
        autoComplete="off"
      />
      <Select aria-label={`What happens to ${lower}`} value={action} onChange={(event) => onChange({ action: event.target.value as A })}>
        {actions.map((each) => (
          <option key={each} value={each}>
            {ACTION_TITLES[each]}
          </option>
        ))}
      </Select>
      <Button size="icon" variant="ghost" aria-label={`Remove ${lower}`} onClick={onRemove}>
        <Trash2 aria-hidden />
      </Button>
    </div>
  );
}
