import Form from 'next/form';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/select';

interface VersionChoiceProps {
  action: string;
  versions: readonly number[];
  from: number;
  to: number;
}

/** Which two versions are compared. */
export function VersionChoice({ action, versions, from, to }: VersionChoiceProps) {
  return (
    <Form action={action} className="flex items-center gap-2 text-muted-foreground text-sm">
      from
      <Select name="from" aria-label="From version" defaultValue={from} className="w-24">
        {versions.map((version) => (
          <option key={version} value={version}>
            v{version}
          </option>
        ))}
      </Select>
      to
      <Select name="to" aria-label="To version" defaultValue={to} className="w-24">
        {versions.map((version) => (
          <option key={version} value={version}>
            v{version}
          </option>
        ))}
      </Select>
      <Button type="submit">Compare</Button>
    </Form>
  );
}
