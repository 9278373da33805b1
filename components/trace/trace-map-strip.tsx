import { BoundaryNode } from './boundary-node';
import type { BoundaryId } from '@/lib/domain/trace-boundary';
import type { TraceMap } from '@/lib/domain/trace-map';

interface TraceMapStripProps {
  map: TraceMap;
  selected: BoundaryId;
  /** Where a boundary leads. */
  hrefOf: (id: BoundaryId) => string;
}

/** All boundaries of a run in one row, from input to final state. */
export function TraceMapStrip({ map, selected, hrefOf }: TraceMapStripProps) {
  return (
    <nav aria-label="Trace map" className="thin-scroll overflow-x-auto rounded-lg border border-border bg-card">
      <ol className="grid min-w-[72rem] grid-cols-12 divide-x divide-border">
        {map.boundaries.map((boundary) => (
          <li key={boundary.id} className="min-w-0">
            <BoundaryNode
              boundary={boundary}
              href={hrefOf(boundary.id)}
              isSelected={boundary.id === selected}
              isFailure={boundary.id === map.failedAt}
              isFirstSign={boundary.id === map.firstSign && map.firstSign !== map.failedAt}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}
