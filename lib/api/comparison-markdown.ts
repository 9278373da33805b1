// The comparison of two runs as Markdown for a ticket: what explains, where they part, and what differs, bounded so that it can be pasted.
import type { RunComparison } from '@/lib/domain/compare/compare-runs';
import { VERSION_FACTS } from '@/lib/domain/compare/compare-facts';
import { isMinor, type StepDifference } from '@/lib/domain/compare/compare-steps';
import type { OutputDifference } from '@/lib/domain/compare/compare-values';
import { changeWords, divergenceSentence, fieldWords, MEASURE_TITLES, PROMPT_TITLES } from '@/lib/domain/compare/comparison-words';
import type { Json, RunFacts } from '@/lib/domain/run/run';
import type { RunDetail } from '@/lib/domain/run/run-detail';
import type { TextChange } from '@/lib/domain/text-changes';
import { formatInstant } from '@/lib/format';
import { formatMeasure, formatMeasureChange } from '@/lib/format-measure';

/** Rows of one part; what is left out is counted. */
const ROWS = 40;
const VALUE_CHARS = 300;
const TEXT_CHARS = 6_000;

export function comparisonMarkdown(left: RunDetail, right: RunDetail, comparison: RunComparison, url: string): string {
  const { facts, measures, steps, passages, claims, findings, prompts, output } = comparison;
  const differing = <T extends { status: string }>(rows: readonly T[]) => rows.filter(({ status }) => status !== 'same');
  const versions = differing(facts).filter(({ field }) => VERSION_FACTS.includes(field as keyof RunFacts));
  const others = differing(facts).filter((fact) => !versions.includes(fact));
  const parts: [string, string][] = [
    ['What explains', versions.length === 0 ? 'No version that is recorded differs.' : factTable(versions)],
    ['Where they part', inline(divergenceSentence(comparison))],
    ['Output', outputMarkdown(output)],
    [
      'Claims',
      listOf(differing(claims), ({ path, left: was, right: is }) => `${code(path ?? 'sentence')}: ${claimText(was)} → ${claimText(is)}`),
    ],
    [
      'Findings',
      listOf(
        differing(findings),
        ({ code: word, status, left: was, right: is }) => `${sideOf(status)} ${code(word)} ${inline((is ?? was)?.detail ?? '')}`,
      ),
    ],
    [
      'Prompts',
      prompts
        .map(
          ({ part, steps: names, difference }) =>
            `**${PROMPT_TITLES[part]}**${names.length > 0 ? ` (${inline(names.join(', '))})` : ''}\n\n${outputMarkdown(difference)}`,
        )
        .join('\n\n'),
    ],
    [
      'Passages',
      listOf(
        differing(passages),
        ({ label, status, left: was, right: is, content }) =>
          `${sideOf(status)} ${inline(label)}${was && is ? ` (rank ${was.rank ?? was.ordinal + 1} → ${is.rank ?? is.ordinal + 1})` : ''}: ${inline(content)}`,
      ),
    ],
    [
      'Steps',
      listOf(
        steps.filter((step) => !isMinor(step)),
        stepLine,
      ),
    ],
    ['Other facts', others.length === 0 ? '' : factTable(others)],
    [
      'Cost and time',
      table(
        ['', 'left', 'right', 'change'],
        measures.map((measure) => [
          MEASURE_TITLES[measure.name],
          formatMeasure(measure.name, measure.left),
          formatMeasure(measure.name, measure.right),
          formatMeasureChange(measure),
        ]),
      ),
    ],
  ];
  const head = [
    `# Runs compared: ${inline(left.record.runId)} and ${inline(right.record.runId)}`,
    '',
    url,
    '',
    sideLine('Left', left),
    sideLine('Right', right),
  ];
  const body = parts.filter(([, text]) => text !== '').map(([title, text]) => `## ${title}\n\n${text}`);
  return `${[...head, '', ...body.flatMap((part) => [part, ''])].join('\n').trimEnd()}\n`;
}

function sideLine(title: string, { record: { runId, facts }, revision }: RunDetail): string {
  const told = [
    facts.startedAt ? formatInstant(facts.startedAt) : null,
    [facts.promptId, facts.promptVersion].filter(Boolean).join(' @ '),
    facts.modelName,
    facts.route,
    facts.release,
  ];
  return `- ${title}: ${code(runId)} ${inline(told.filter(Boolean).join(', '))}${revision ? ` (revision ${revision.slice(7, 19)})` : ''}`;
}

function factTable(facts: readonly { field: string; left: Json; right: Json }[]): string {
  return table(
    ['', 'left', 'right'],
    facts.map(({ field, left, right }) => [fieldWords(field), valueText(left), valueText(right)]),
  );
}

function stepLine(step: StepDifference): string {
  const { kind, name, status, left, right } = step;
  const words = changeWords(step);
  const error = [left?.error ? `left failed: ${left.error}` : null, right?.error ? `right failed: ${right.error}` : null]
    .filter(Boolean)
    .join('; ');
  return `${sideOf(status)} ${kind.toLowerCase()} ${code(name)}${words.length > 0 ? `: ${inline(words.join(', '))}` : ''}${error ? ` (${inline(error)})` : ''}`;
}

function outputMarkdown(difference: OutputDifference): string {
  if (difference.kind === 'json')
    return (
      listOf(difference.changes, ({ path, kind, left, right }) =>
        kind === 'added'
          ? `added ${code(path || '/')}: ${valueText(right)}`
          : kind === 'removed'
            ? `removed ${code(path || '/')}: ${valueText(left)}`
            : `${kind} ${code(path || '/')}: ${valueText(left)} → ${valueText(right)}`,
      ) || 'The same.'
    );
  if (difference.changes.every(({ kind }) => kind === 'same')) return 'The same.';
  return fenced(difference.changes);
}

/** Words in brackets rather than in markup: a ticket may show it as it stands. */
function fenced(changes: readonly TextChange[]): string {
  const text = changes
    .map(({ kind, text: part }) => (kind === 'same' ? part : kind === 'removed' ? `[-${part}-]` : `{+${part}+}`))
    .join('');
  const shown = text.length > TEXT_CHARS ? `${text.slice(0, TEXT_CHARS)}\n… ${text.length - TEXT_CHARS} characters more` : text;
  const ticks = '`'.repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${ticks}\n${shown}\n${ticks}\n\n[-only left-] {+only right+}`;
}

function listOf<T>(rows: readonly T[], line: (row: T) => string): string {
  const lines = rows.slice(0, ROWS).map((row) => `- ${line(row)}`);
  return [...lines, ...(rows.length > ROWS ? [`- and ${rows.length - ROWS} more`] : [])].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function claimText(claim: { text: string; state: string } | null): string {
  return claim ? `${inline(claim.text)} (${claim.state.replaceAll('_', ' ')})` : 'absent';
}

const SIDES: Readonly<Record<string, string>> = { added: 'only right:', removed: 'only left:', changed: 'changed:', same: 'same:' };
const sideOf = (status: string): string => SIDES[status] ?? '';

function valueText(value: Json): string {
  return value === null ? 'absent' : inline(typeof value === 'string' ? value : JSON.stringify(value));
}

/** On one line, cut with a mark, and no markup of its own: text from outside must not become a link, a table or a mention. */
function inline(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = Array.from(line);
  const shown = characters.length > VALUE_CHARS ? `${characters.slice(0, VALUE_CHARS).join('')} …` : line;
  return shown.replace(/[\\`*_{}[\]<>#@!|]/g, '\\$&');
}

function code(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (!line.includes('`')) return `\`${line.replaceAll('|', '/')}\``;
  return inline(line);
}
