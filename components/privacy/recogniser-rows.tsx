import { Select } from '@/components/ui/select';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { MASK_ACTIONS, type PrivacyRules } from '@/lib/domain/privacy-rules';

export interface RecogniserChoice {
  id: string;
  title: string;
  example: string;
}
type Chosen = PrivacyRules['recognisers'];

export const ACTION_TITLES = {
  off: 'Leave as it is',
  drop: 'Remove the field',
  mask: 'Mask for good',
  hash: 'Mask, keep equal values equal',
  tokenise: 'Token, value in the vault',
};

interface RecogniserRowsProps {
  recognisers: readonly RecogniserChoice[];
  chosen: Chosen;
  onChange: (chosen: Chosen) => void;
}

export function RecogniserRows({ recognisers, chosen, onChange }: RecogniserRowsProps) {
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>Kind</TableHead>
          <TableHead>Example</TableHead>
          <TableHead className="w-64">What happens</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {recognisers.map(({ id, title, example }) => (
          <TableRow key={id}>
            <TableCell>{title}</TableCell>
            <TableCell className="max-w-72 truncate font-mono text-muted-foreground text-xs">
              <bdi dir="ltr">{example}</bdi>
            </TableCell>
            <TableCell>
              <Select
                aria-label={title}
                value={chosen[id] ?? 'off'}
                onChange={(event) => onChange({ ...chosen, [id]: event.target.value as Chosen[string] })}
              >
                {(['off', ...MASK_ACTIONS] as const).map((action) => (
                  <option key={action} value={action}>
                    {ACTION_TITLES[action]}
                  </option>
                ))}
              </Select>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
