// What a rule of Explain is: a condition over recorded evidence, the sentence it says, the layer it blames and what to do next.
import type { Finding, Severity } from '@/lib/domain/evidence';
import { withoutCutMark } from '@/lib/domain/mask-token';
import type { ExampleChange } from './explain-example';
import type { ExplainFacts } from './explain-facts';
import type { EvidenceLink, Layer, QuestionId, Statement, Tone, Verdict } from './explanation';

/** What a rule saw. `values` fill the braces of `says` and `fix`. */
export interface Fired {
  values: { [name: string]: string | number };
  links: EvidenceLink[];
  /** Where the evidence decides between two layers. */
  layer?: Layer;
  fixLink?: EvidenceLink;
}

export interface ExplainRule {
  /** `question.word`, never changed once it was published. */
  id: string;
  question: QuestionId;
  title: string;
  /** The condition in words. */
  when: string;
  /** Which parts of the record it reads. */
  reads: readonly string[];
  verdict: Verdict;
  /** Null where no layer is to blame. */
  layer: Layer | null;
  /** A sentence; `{name}` is filled from the values. */
  says: string;
  fix: string | null;
  fires(facts: ExplainFacts): Fired | null;
  /** A run on which it fires and one on which it does not: the registry test runs both. */
  examples: { fires: ExampleChange; quiet: ExampleChange };
}

/** What the rule says of a run, or null. */
export function statementOf(rule: ExplainRule, facts: ExplainFacts): Statement | null {
  const fired = rule.fires(facts);
  if (!fired) return null;
  const { values, links } = fired;
  return {
    ruleId: rule.id,
    verdict: rule.verdict,
    tone: toneOf(rule.question, rule.verdict),
    layer: fired.layer ?? rule.layer,
    text: filled(rule.says, values),
    fix: rule.fix === null ? null : filled(rule.fix, values),
    fixLink: fired.fixLink ?? links[0] ?? null,
    links,
    values: Object.entries(values).map(([name, value]) => ({ name, value: String(value) })),
  };
}

export function toneOf(question: QuestionId, verdict: Verdict): Tone {
  if (verdict === 'unknown') return 'unknown';
  if (verdict === 'partly') return 'warn';
  return (verdict === 'yes') === (question !== 'drift') ? 'good' : 'bad';
}

/** A name that the values lack is a defect of the rule. */
function filled(template: string, values: Fired['values']): string {
  return template.replace(/\{(\w+)\}/gu, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`a rule says {${name}}, which it does not give`);
    return String(value);
  });
}

type FindingRule = Omit<ExplainRule, 'fires' | 'examples' | 'reads'> & {
  codes: readonly string[];
  /** Only findings at least this severe; all of them when absent. */
  atLeast?: Severity;
  /** Leaves out findings of these codes that are about something else. */
  only?: (finding: Finding, facts: ExplainFacts) => boolean;
  linked?: (finding: Finding, facts: ExplainFacts) => { fixLink?: EvidenceLink; layer?: Layer; values?: Fired['values'] };
};

const GRAVEST: readonly Severity[] = ['high', 'medium', 'low', 'info'];

const ALWAYS = () => true;

/** A rule that fires on findings of some codes: `{detail}` is the gravest one's sentence, `{more}` counts the others. */
export function findingRule({ codes, atLeast = 'info', only = ALWAYS, linked, ...rule }: FindingRule): ExplainRule {
  const [code = ''] = codes;
  return {
    ...rule,
    reads: codes.map((each) => `finding ${each}`),
    fires(facts) {
      const found = codes
        .flatMap((each) => facts.found(each))
        .filter((finding) => GRAVEST.indexOf(finding.severity) <= GRAVEST.indexOf(atLeast) && only(finding, facts))
        .sort((a, b) => GRAVEST.indexOf(a.severity) - GRAVEST.indexOf(b.severity));
      const [first] = found;
      if (!first) return null;
      const extra = linked?.(first, facts) ?? {};
      const detail = /[.!?。]$/u.test(first.detail) ? first.detail : `${first.detail}.`;
      return {
        values: {
          detail,
          more: found.length > 1 ? ` (and ${found.length - 1} more)` : '',
          code: first.code,
          count: found.length,
          ...extra.values,
        },
        links: found.slice(0, 3).flatMap(linksOfFinding),
        ...(extra.fixLink ? { fixLink: extra.fixLink } : {}),
        ...(extra.layer ? { layer: extra.layer } : {}),
      };
    },
    examples: {
      fires: { findings: [{ code, severity: only === ALWAYS ? 'high' : 'medium', detail: `An example of ${code}.` }] },
      quiet: atLeast === 'info' ? {} : { findings: [{ code, severity: 'info', detail: `An example of ${code}.` }] },
    },
  };
}

export function linksOfFinding({ code, claimId, stepId, anchors }: Finding): EvidenceLink[] {
  const [anchor] = anchors;
  return [
    { kind: 'finding', code, claimId, stepId },
    ...(anchor?.documentId ? [{ kind: 'document' as const, documentId: anchor.documentId, page: anchor.page }] : []),
  ];
}

/** `its one claim`, `all 3 claims`. */
export function allOf(count: number, one: string): string {
  return count === 1 ? `its one ${one}` : `all ${count.toLocaleString('en-GB')} ${one}s`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/** At most `max` characters, cut at the end with an ellipsis. */
export function shortened(text: string, max = 90): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  return flat.length <= max ? flat : `${withoutCutMark([...flat.slice(0, max - 1)].join('')).trimEnd()}…`;
}
