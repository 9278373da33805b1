import { cn } from '@/lib/cn';
import type { TracerSetup } from '@/lib/domain/connect/tracer-setup';
import { TRACER_SETUPS } from '@/lib/domain/connect/tracer-setups';

const GROUPS = [...new Set(TRACER_SETUPS.map(({ group }) => group))];

interface SetupPickerProps {
  chosen: TracerSetup;
  onChoose: (setup: TracerSetup) => void;
}

/** Every setup by name, as one group of radio buttons. */
export function SetupPicker({ chosen, onChoose }: SetupPickerProps) {
  return (
    <div role="radiogroup" aria-label="What sends your traces today" className="grid content-start gap-3">
      {GROUPS.map((group) => (
        <div key={group} className="grid gap-0.5">
          <p className="px-2 text-muted-foreground text-xs">{group}</p>
          <div className="flex flex-wrap gap-0.5 lg:flex-col lg:flex-nowrap">
            {TRACER_SETUPS.filter((setup) => setup.group === group).map((setup) => (
              <label
                key={setup.id}
                className={cn(
                  'relative flex min-h-8 cursor-pointer items-center rounded-md px-2 text-sm has-focus-visible:outline-2 has-focus-visible:outline-ring',
                  setup.id === chosen.id ? 'bg-accent font-medium' : 'text-muted-foreground hover:bg-accent hover:text-foreground',
                )}
              >
                <input
                  type="radio"
                  name="tracer-setup"
                  value={setup.id}
                  checked={setup.id === chosen.id}
                  onChange={() => onChoose(setup)}
                  className="absolute inset-0 cursor-pointer opacity-0"
                />
                {setup.name}
              </label>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
