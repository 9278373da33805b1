import type { PatternView } from '@/lib/domain/pattern/pattern-view';
import { PatternColumns } from './pattern-columns';
import { PatternRow } from './pattern-row';

/** The patterns of one group. */
export function PatternParts({ project, patterns }: { project: string; patterns: readonly PatternView[] }) {
  return (
    <PatternColumns label="Patterns of this kind" heads={{ row: 'Words, field, source', bars: 'Day by day' }}>
      {patterns.map((view) => (
        <PatternRow key={view.key} project={project} view={view} isPart />
      ))}
    </PatternColumns>
  );
}
