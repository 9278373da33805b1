import { jsonLine } from '@/components/evidence/json-text';
import { PlainText } from '@/components/evidence/plain-text';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { JsonChange } from '@/lib/domain/json-changes';
import { ChangeMark } from './change-mark';

/** Which places of a JSON value changed, from what to what. */
export function JsonDiff({
  changes,
  leftTitle = 'Before',
  rightTitle = 'After',
}: {
  changes: readonly JsonChange[];
  leftTitle?: string;
  rightTitle?: string;
}) {
  if (changes.length === 0) return <p className="text-muted-foreground text-sm">Both are the same.</p>;
  return (
    <Table>
      <TableHeader>
        <tr>
          <TableHead>Place</TableHead>
          <TableHead>{leftTitle}</TableHead>
          <TableHead>{rightTitle}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {changes.map(({ path, kind, left, right }) => (
          <TableRow key={`${path}${kind}`}>
            <TableCell className="align-top">
              <ChangeMark kind={kind} />
              <PlainText text={path === '' ? '(the whole)' : path} className="ms-1.5 font-mono text-xs" />
            </TableCell>
            <TableCell className="align-top">
              {kind === 'added' ? null : (
                <PlainText text={kind === 'moved' ? `place ${jsonLine(left)}` : jsonLine(left)} className="text-danger" />
              )}
            </TableCell>
            <TableCell className="align-top">
              {kind === 'removed' ? null : (
                <PlainText text={kind === 'moved' ? `place ${jsonLine(right)}` : jsonLine(right)} className="text-success" />
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
