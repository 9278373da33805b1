import { Plus, Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { type CustomPattern, MASK_ACTIONS } from '@/lib/domain/privacy-rules';
import { ACTION_TITLES } from './recogniser-rows';

interface CustomPatternRowsProps {
  patterns: readonly CustomPattern[];
  onChange: (patterns: CustomPattern[]) => void;
}

export function CustomPatternRows({ patterns, onChange }: CustomPatternRowsProps) {
  const set = (index: number, part: Partial<CustomPattern>) =>
    onChange(patterns.map((pattern, at) => (at === index ? { ...pattern, ...part } : pattern)));
  const numbered = patterns.map((pattern, index) => ({ pattern, index }));
  return (
    <div className="grid gap-2">
      <p className="text-muted-foreground text-xs">
        Regular expressions in RE2 syntax, without look-around and back-references: <code>MRN-[0-9]&#123;8&#125;</code>.
      </p>
      {numbered.map(({ pattern, index }) => (
        <div key={index} className="grid grid-cols-[minmax(0,1fr)_10rem_14rem_auto] items-center gap-2">
          <Input
            aria-label={`Pattern ${index + 1}`}
            value={pattern.pattern}
            onChange={(event) => set(index, { pattern: event.target.value })}
            className="font-mono text-xs"
            required
            maxLength={500}
            autoComplete="off"
          />
          <Input
            aria-label={`Kind of pattern ${index + 1}`}
            value={pattern.type}
            onChange={(event) => set(index, { type: event.target.value })}
            pattern="[a-z][a-z_]{0,29}"
            title="Up to 30 lower-case letters and underscores"
            className="font-mono text-xs"
            required
            autoComplete="off"
          />
          <Select
            aria-label={`What happens to pattern ${index + 1}`}
            value={pattern.action}
            onChange={(event) => set(index, { action: event.target.value as CustomPattern['action'] })}
          >
            {MASK_ACTIONS.map((action) => (
              <option key={action} value={action}>
                {ACTION_TITLES[action]}
              </option>
            ))}
          </Select>
          <Button
            size="icon"
            variant="ghost"
            aria-label={`Remove pattern ${index + 1}`}
            onClick={() => onChange(patterns.filter((_pattern, at) => at !== index))}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
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
