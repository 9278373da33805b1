import Link from 'next/link';
import { Fragment } from 'react';
import { type PatternGroup, PATTERN_DAYS } from '@/lib/domain/pattern/pattern-view';
import { paths } from '@/lib/paths';
import { PatternColumns } from './pattern-columns';
import { PatternRow } from './pattern-row';

/** Patterns of a group that stand below it; its page has the others. */
const SHOWN = 3;

/** A row a group of failures, with its largest patterns below. */
export function PatternTable({ project, groups }: { project: string; groups: readonly PatternGroup[] }) {
  return (
    <PatternColumns label="Failure patterns" heads={{ row: 'What fails, and where', bars: `${PATTERN_DAYS} days` }}>
      {groups.map((group) => {
        const [only] = group.patterns;
        // A group of one pattern is that pattern: its words stand in the row itself.
        if (group.patternCount === 1 && only)
          return (
            <PatternRow key={group.key} project={project} view={{ ...only, setting: group.setting?.name ? group.setting : only.setting }} />
          );
        const more = group.patternCount - SHOWN;
        return (
          <Fragment key={group.key}>
            <PatternRow project={project} view={group} />
            {group.patterns.slice(0, SHOWN).map((view) => (
              <PatternRow key={view.key} project={project} view={view} isPart />
            ))}
            {more > 0 ? (
              <tr className="border-border border-b bg-muted/40">
                <td colSpan={7} className="px-3 py-1 ps-8 text-xs">
                  <Link
                    href={paths.pattern(project, group.key)}
                    className="inline-flex min-h-6 items-center text-link underline-offset-2 hover:underline"
                  >
                    {more === 1 ? 'One more pattern' : `${more} more patterns`} of this kind
                  </Link>
                </td>
              </tr>
            ) : null}
          </Fragment>
        );
      })}
    </PatternColumns>
  );
}
