// Which names of steps stand for which kind: a setting per project, for the kinds that almost no tracer has a word for.
import { z } from 'zod';
import { type StepKind, stepKindSchema } from '@/lib/domain/run/run';

const stepKindRuleSchema = z.strictObject({
  /** The whole name in any case; `*` stands for any text. */
  name: z.string().trim().min(1, 'names a step or a part of it, like parse*').max(100, 'has at most 100 characters'),
  kind: stepKindSchema,
});
export const stepKindSettingSchema = z.array(stepKindRuleSchema).max(100, 'are at most 100 rules');
export type StepKindRule = z.infer<typeof stepKindRuleSchema>;

/** Names of steps → their kind. The first that fits is taken. */
export type KindRule = readonly [name: { test(name: string): boolean }, kind: StepKind];

/** What goes for a project that has set nothing else. */
export const DEFAULT_STEP_KINDS: readonly StepKindRule[] = [
  { name: '*OutputParser', kind: 'PARSE' },
  { name: 'parse*', kind: 'PARSE' },
  { name: 'route*', kind: 'ROUTE' },
  { name: 'classify*', kind: 'ROUTE' },
  { name: 'validate*', kind: 'VALIDATION' },
  { name: '*check', kind: 'VALIDATION' },
  { name: 'fallback*', kind: 'FALLBACK' },
  { name: '*approval*', kind: 'REVIEW' },
  { name: '*human*', kind: 'REVIEW' },
];

export function compiledKindRules(rules: readonly StepKindRule[]): KindRule[] {
  return rules.map(({ name, kind }) => {
    const parts = name.toLowerCase().split('*');
    return [{ test: (given) => fits(given.toLowerCase(), parts) }, kind];
  });
}

/** Each part is looked for once, behind the one before it: the time grows with the name and not with the number of stars. */
function fits(name: string, [first = '', ...parts]: readonly string[]): boolean {
  const last = parts.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let from = first.length;
  for (const part of parts) {
    const at = name.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return name.length - last.length >= from && name.endsWith(last);
}

/** One rule a line, `name = KIND`, as people edit them. */
export function stepKindText(rules: readonly StepKindRule[]): string {
  return rules.map(({ name, kind }) => `${name} = ${kind}`).join('\n');
}

/** The rules of such a text, or what is wrong with its first wrong line. */
export function readStepKindText(text: string): { rules: StepKindRule[]; problem: null } | { rules: null; problem: string } {
  const rules: StepKindRule[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const at = line.lastIndexOf('=');
    const parsed = stepKindRuleSchema.safeParse({
      name: line.slice(0, at),
      kind: line
        .slice(at + 1)
        .trim()
        .toUpperCase(),
    });
    if (at < 0 || !parsed.success) {
      const issue = at < 0 ? undefined : parsed.error?.issues[0];
      const isKind = issue?.path[0] === 'kind';
      const what =
        at < 0
          ? 'has no =; write it like parse* = PARSE'
          : isKind
            ? `names no kind; there is ${stepKindSchema.options.join(', ')}`
            : (issue?.message ?? '');
      return { rules: null, problem: `Line ${index + 1} ${what}.` };
    }
    rules.push(parsed.data);
  }
  const all = stepKindSettingSchema.safeParse(rules);
  return all.success ? { rules, problem: null } : { rules: null, problem: `There ${all.error.issues[0]?.message}.` };
}
