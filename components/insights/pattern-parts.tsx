import { Table, TableBody, TableHead, TableHeader } from '@/components/ui/table';
import type { PatternView } from '@/lib/domain/pattern/pattern-view';
import { PatternRow } from './pattern-row';

/** The patterns of one group. */
export function PatternParts({ project, patterns }: { project: string; patterns: readonly PatternView[] }) {
  return (
    <div className="overflow-hidden rounded-lg border border-border bg-card">
      <Table aria-label="Patterns of this kind">
        <TableHeader>
          <tr>
            <TableHead>Words, field, source</TableHead>
            <TableHead className="text-right">Runs</TableHead>
            <TableHead className="text-right">Of checked</TableHead>
            <TableHead>Day by day</TableHead>
            <TableHead>Last 7 days</TableHead>
            <TableHead>Reviews</TableHead>
            <TableHead>
              <span className="sr-only">Go on</span>
            </TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {patterns.map((view) => (
            <PatternRow key={view.key} project={project} view={view} isPart />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
