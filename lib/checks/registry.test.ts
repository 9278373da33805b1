import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_QUEUES } from '@/lib/domain/default-queues';
import { wantedCodes } from '@/lib/domain/rule';
import { ENGINE_CODES } from './engine-codes';
import { exampleEvaluation } from './evidence-example';
import { evaluateRun } from './evaluate-run';
import { exampleRun } from './example-run';
import { CHECKS, findingCodes } from './registry';

const IN_A_PROJECT = `## In a project

The page \`Checks\` (and \`GET /api/v1/checks\`) shows each code with what it did there.

- **Fired**: checked runs with a finding of the code, by the day they started (UTC), over the last 30 days. A run counts once.
- **Precision by verdicts**: of the claims that the code fired on and somebody gave a verdict on in the last 90 days, the share whose newest verdict
  says that something is wrong: the value is wrong or should not be there, the place is wrong, or the source is silent, supports it only partly or
  contradicts it. “Cannot tell” counts neither way, and a claim that was seen but not answered does not count. Where a finding is about the run as a
  whole: of decided runs with it, the share that was corrected or rejected, by the newest decision. Findings are those of the revision that was judged.
  With it stands the 95 % Wilson interval. Reviewers see the finding when they judge, so it says how often they agree, not how often it is true.
- **Settings**: owners, engineers and leads turn a code off or set its severity (\`PUT /api/v1/checks/{code}\`). What is off is no finding: it weighs
  nothing in the risk and no rule sees it; the state of the claim stays, and no other term of the risk grows. A set severity takes the place of what
  the check says, in every case. Each change is a version with who, when and why, and an entry \`check.changed\` in the trail; each checking keeps the
  version that it went by. A change holds for runs that are checked from then on. On request the runs of the last 30 days that nobody decided or
  holds are checked again, the newest 5,000 of them. Codes of the engine itself are always on.`;

/** docs/checks.md as it must read; `UPDATE_DOCS=1` writes it. */
function checksPage(): string {
  const row =
    (check: string) =>
    ({ code, title, severity, explanation }: (typeof ENGINE_CODES)[number]) =>
      `| \`${code}\` | ${title} | ${severity} | ${explanation} | ${check} |`;
  const rows = [...CHECKS.flatMap((check) => check.codes.map(row(`${check.id} ${check.version}`))), ...ENGINE_CODES.map(row('the engine'))];
  const intro = `Rendered from \`lib/checks/registry.ts\` by its test. A check is a pure function from a run, its claims and its sources to findings. Severity is
what a finding has unless the sentence says otherwise; every finding names its check and the version of it, and its detail is one sentence with the
numbers in it. To add a check: one file and one test in \`lib/checks\`, one line in the registry.`;
  return `# Checks\n\n${intro}\n\n${IN_A_PROJECT}\n\n## Codes\n\n| code | title | severity | what it looks for | check |\n|---|---|---|---|---|\n${rows.join('\n')}\n`;
}

/** The formatter pads the cells of tables; what they say is the same. */
const unpadded = (page: string): string =>
  page
    .replace(/ +/g, ' ')
    .replace(/-{3,}/g, '---')
    .replace(/\| (?=---)|(?<=---) (?=\|)/g, (gap) => gap.trim());

describe('the checks', () => {
  it('are what docs/checks.md says', () => {
    if (process.env.UPDATE_DOCS) writeFileSync('docs/checks.md', checksPage());
    expect(unpadded(readFileSync('docs/checks.md', 'utf8'))).toBe(unpadded(checksPage()));
  });

  it('have ids and codes of their own', () => {
    const codes = findingCodes().map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
    for (const code of codes) expect(code).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
  });

  it('can say every code that the default queues ask for', () => {
    const known = new Set(findingCodes().map(({ code }) => code));
    const wanted = DEFAULT_QUEUES.flatMap(({ rules }) => rules.flatMap(({ when }) => wantedCodes(when)));
    expect(wanted.length).toBeGreaterThan(30);
    expect(wanted.filter((code) => !known.has(code))).toEqual([]);
  });

  it('find nothing in a run in which nothing is wrong, and something in one that is empty', () => {
    expect(evaluateRun(exampleEvaluation(exampleRun())).findings).toEqual([]);
    const empty = evaluateRun(exampleEvaluation({ facts: { output: 'The total is 41,200 EUR.' } }));
    expect(empty.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['nothing_to_check_against', 'trace_incomplete', 'trace_without_provenance']),
    );
  });
});
