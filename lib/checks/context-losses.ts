// Tells when what the model had in front of it is not whole in the trace: cut by limits, or masked before it was sent.
import { isRecord } from '@/lib/domain/assemble/assemble-text';
import type { Check, CheckInput, Said } from './check';
import { counted, shorten } from './claim-words';

/** Names of attributes that hold what a model was given. */
const CONTEXT_NAME =
  /(?:^|[^\w.])(?:\w+\.)*(?:input|inputs|prompts?|input_messages|messages|documents?|retrieval|context|passages?|reranker|system_instructions|tool\.(?:result|output)|query)(?:\.|_|\b)/iu;
const CUT = /\b(?:cut|truncated|shortened|exactly \d+ characters)\b/iu;
/** What tracers and maskers leave in place of text. */
const MARK_OF_CUT =
  /<truncated due to [^>]{0,60}>|\[(?:\.{3}|…)?\s?truncated(?:\s[^\]]{0,40})?\]|\((?:\.{3}|…)?\s?truncated\)|(?:\.{3}|…)\s?\[?truncated\]?$|\[\d+ (?:more )?(?:characters|bytes|tokens) (?:omitted|truncated|removed)\]/iu;
const MARK_OF_MASK =
  /__REDACTED__|\[REDACTED[^\]\n]{0,40}\]|<(?:REDACTED|MASKED)[^>\n]{0,40}>|\[MASKED[^\]\n]{0,40}\]|\*{3}REDACTED\*{3}|⟦[a-z_]{1,30}(?::(?:tok|hash)_[^⟧]{1,80})?⟧/iu;

/** Whether a loss that a tracer admits is about what the model was given, rather than about the trace elsewhere. */
export function isContextLoss(words: string): boolean {
  return CUT.test(words) && CONTEXT_NAME.test(` ${words.split(/ (?:begins|has|have|was|were|is) /u)[0] ?? ''}`);
}

export const contextLosses: Check = {
  id: 'context-losses',
  version: '1',
  codes: [
    {
      code: 'context_truncated',
      title: 'Context truncated',
      severity: 'medium',
      explanation:
        'Part of what the model had in front of it is missing from the trace, so evidence may be in the part that nobody can see.',
    },
    {
      code: 'context_masked',
      title: 'Context masked',
      severity: 'low',
      explanation: 'Parts of the context were masked before they were sent: claims about them cannot be checked.',
    },
  ],
  run({ run }: CheckInput): Said[] {
    const losses = [
      ...(run.facts.losses ?? []).map((words) => ({ words, stepId: null as string | null })),
      ...run.steps.flatMap((step) => (step.facts.losses ?? []).map((words) => ({ words, stepId: step.stepId }))),
    ].filter(({ words }) => isContextLoss(words));
    const texts = [
      ...run.passages.map(({ content }, index) => ({ name: `passage ${index + 1}`, text: content })),
      { name: 'the input', text: typeof run.facts.input === 'string' ? run.facts.input : '' },
    ];
    const cut = texts.filter(({ text }) => MARK_OF_CUT.test(text)).map(({ name }) => name);
    const flagged = run.passages.flatMap(({ metadata }, index) =>
      isRecord(metadata) && (metadata['truncated'] === true || metadata['is_truncated'] === true) ? [`passage ${index + 1}`] : [],
    );
    const masked = texts.filter(({ text }) => MARK_OF_MASK.test(text)).map(({ name }) => name);
    const marked = [...new Set([...cut, ...flagged])];
    const [first] = losses;
    const reasons = [
      ...(first ? [`the tracer says so in ${counted(losses.length, 'place')} (${shorten(first.words, 160).replace(/\.$/u, '')})`] : []),
      ...(marked.length > 0 ? [`${list(marked)} ${marked.length === 1 ? 'is' : 'are'} marked as cut`] : []),
    ];
    return [
      ...(reasons.length > 0
        ? [
            {
              code: 'context_truncated',
              detail: `The context is not whole: ${reasons.join('; ')}.`,
              ...(first?.stepId ? { stepId: first.stepId } : {}),
            },
          ]
        : []),
      ...(masked.length > 0 ? [{ code: 'context_masked', detail: `Parts of ${list(masked)} were masked before the trace was sent.` }] : []),
    ];
  },
};

function list(names: readonly string[]): string {
  return names.slice(0, 4).join(', ') + (names.length > 4 ? ` and ${names.length - 4} more` : '');
}
