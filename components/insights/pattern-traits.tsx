import Link from 'next/link';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { PatternTrait } from '@/lib/domain/pattern/pattern-view';
import { newcombeInterval } from '@/lib/domain/statistics/newcombe-interval';
import { formatPercent } from '@/lib/format';
import { paths } from '@/lib/paths';
import { formatPoints } from './week-figure';

const KINDS = {
  prompt_version: 'Prompt version',
  model_name: 'Model',
  route: 'Route',
  environment: 'Environment',
  release: 'Release',
  document_id: 'Document',
} as const;

/** Of fewer runs anything is common. */
const MIN_RUNS = 5;

interface PatternTraitsProps {
  project: string;
  patternKey: string;
  traits: readonly PatternTrait[];
}

/** What holds for the runs of a pattern more or less often than for other runs of the same time. */
export function PatternTraits({ project, patternKey, traits }: PatternTraitsProps) {
  const few = traits[0]?.of ?? 0;
  if (few > 0 && few < MIN_RUNS)
    return (
      <p className="text-muted-foreground text-sm">
        It has {few === 1 ? 'one run' : `${few} runs`}: too few to tell what they have in common. Open the typical run.
      </p>
    );
  const rows = traits.flatMap((trait) => {
    const difference = newcombeInterval(trait.hits, trait.of, trait.otherHits, trait.others);
    return difference && (difference.low > 0 || difference.high < 0) ? [{ ...trait, difference }] : [];
  });
  if (rows.length === 0)
    return (
      <p className="text-muted-foreground text-sm">
        Its runs do not differ from other runs in route, prompt, model, environment, release or documents beyond chance.
      </p>
    );
  return (
    <div className="overflow-hidden rounded-lg border border-border bg-card">
      <Table aria-label="What its runs have in common">
        <TableHeader>
          <tr>
            <TableHead>What</TableHead>
            <TableHead className="text-end">Here</TableHead>
            <TableHead className="text-end">Elsewhere</TableHead>
            <TableHead>Difference</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {rows.map(({ kind, value, hits, of, otherHits, others, difference }) => (
            <TableRow key={`${kind} ${value}`}>
              <th scope="row" className="px-3 py-1.5 text-start font-normal">
                <span className="text-muted-foreground text-xs">{KINDS[kind]}</span>{' '}
                {kind === 'release' ? (
                  <bdi className="font-medium">{value}</bdi>
                ) : (
                  <Link
                    href={paths.runs(project, { pattern: patternKey, [kind]: value })}
                    className="font-medium text-link underline-offset-2 hover:underline"
                  >
                    <bdi>{value}</bdi>
                  </Link>
                )}
              </th>
              <TableCell className="tabular whitespace-nowrap text-end">
                {formatPercent(hits / of)} <span className="text-muted-foreground text-xs">of {of}</span>
              </TableCell>
              <TableCell className="tabular whitespace-nowrap text-end">
                {others === 0 ? '–' : formatPercent(otherHits / others)} <span className="text-muted-foreground text-xs">of {others}</span>
              </TableCell>
              <TableCell className="tabular whitespace-nowrap text-xs">
                {formatPoints(difference.difference)} pts ({formatPoints(difference.low)} to {formatPoints(difference.high)})
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
