import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { sliceText } from '@/lib/domain/drift/drift-view';
import type { DriftView } from '@/lib/domain/drift/drift-view';
import { formatCompact } from '@/lib/format';

const KINDS = [
  ['route', 'Routes'],
  ['prompt', 'Prompt versions'],
  ['model', 'Models'],
  ['environment', 'Environments'],
] as const;

/** Which runs and which days: an ordinary form, so that the address holds the choice and it works without script. */
export function DriftControls({ action, view }: { action: string; view: Pick<DriftView, 'slice' | 'slices' | 'windows'> }) {
  const { slice, slices, windows } = view;
  const chosen = sliceText(slice);
  const isListed = slice.kind === 'all' || slices.some((each) => sliceText(each) === chosen);
  return (
    // A new choice of the address is a new form: its fields hold what the address says.
    <form action={action} key={JSON.stringify([chosen, windows])} className="flex flex-wrap items-end gap-x-3 gap-y-2 print:hidden">
      <div className="grid min-w-0 flex-1 gap-1 sm:max-w-64">
        <Label htmlFor="drift-slice">Runs</Label>
        <Select id="drift-slice" name="slice" defaultValue={chosen}>
          <option value="all">All runs</option>
          {isListed ? null : <option value={chosen}>{slice.value.replace('\u001f', ' · ')}</option>}
          {KINDS.map(([kind, title]) => {
            const own = slices.filter((each) => each.kind === kind);
            return own.length === 0 ? null : (
              <optgroup key={kind} label={title}>
                {own.map((each) => (
                  <option key={each.value} value={sliceText(each)}>
                    {each.value.replace('\u001f', ' · ')} ({formatCompact(each.runs)})
                  </option>
                ))}
              </optgroup>
            );
          })}
        </Select>
      </div>
      <DayPair title="Days" names={['from', 'to']} values={[windows.current.from, windows.current.to]} />
      <DayPair title="Held against" names={['reference_from', 'reference_to']} values={[windows.reference.from, windows.reference.to]} />
      <Button type="submit">Compare</Button>
    </form>
  );
}

function DayPair({ title, names, values }: { title: string; names: [string, string]; values: [string, string] }) {
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-medium text-sm">{title}</legend>
      <div className="flex items-center gap-1.5">
        <Input type="date" name={names[0]} defaultValue={values[0]} aria-label={`${title}, first`} className="w-36" />
        <span className="text-muted-foreground">to</span>
        <Input type="date" name={names[1]} defaultValue={values[1]} aria-label={`${title}, last`} className="w-36" />
      </div>
    </fieldset>
  );
}
