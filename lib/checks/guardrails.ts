// Tells which guardrails did not let the run pass, including the provider's own content filter.
import { groupBy } from '@/lib/domain/group-by';
import type { Severity } from '@/lib/domain/evidence';
import type { Check, CheckInput, Said } from './check';
import { counted, shorten } from './claim-words';

const PASSED =
  /^(?:pass(?:ed)?|allow(?:ed)?|ok(?:ay)?|none|success(?:ful)?|true|clean|safe|valid|accept(?:ed)?|approved?|not[ _-]?triggered|no[ _-]?(?:action|violation|issues?)|skip(?:ped)?|not[ _-]?run|disabled|0)?$/iu;
const STOPPED =
  /^(?:block(?:ed)?|den(?:y|ied)|fail(?:ed|ure)?|reject(?:ed)?|stop(?:ped)?|abort(?:ed)?|refused?|escalated?|violat(?:ion|ed)|unsafe|triggered|tripped|false)$/iu;
const BROKE = /^(?:error|timeout|timed[ _-]?out|exception)$/iu;
/** Words of providers for an answer that their own filter ended. */
const FILTERED =
  /^(?:content[_ -]?filter(?:ed)?|safety|recitation|blocklist|prohibited_content|spii|image_safety|guardrail_intervened|refusal)$/iu;

export const guardrails: Check = {
  id: 'guardrails',
  version: '1',
  codes: [
    {
      code: 'guardrail_fired',
      title: 'Guardrail fired',
      severity: 'high',
      explanation:
        'A guardrail or the provider’s content filter stopped, changed or warned of a text. High when it stopped it, medium when it changed it, warned, or failed itself.',
    },
  ],
  run({ run, steps }: CheckInput): Said[] {
    const { guardrails: all = [], finishReason } = run.facts;
    const groups = groupBy(
      all.filter(({ outcome }) => !PASSED.test(outcome.trim())),
      ({ name, outcome }) => JSON.stringify([name, outcome]),
    );
    const first = new Map<string, string>();
    if (groups.size > 0) for (const { kind, name, stepId } of steps) if (kind === 'GUARDRAIL' && !first.has(name)) first.set(name, stepId);
    const fired = [...groups.values()].flatMap((group): Said[] => {
      const [guardrail] = group;
      if (!guardrail) return [];
      const { name, outcome, detail } = guardrail;
      const stepId = first.get(name);
      const why = detail ? `: ${shorten(detail).replace(/\.$/u, '')}` : '';
      const times = group.length > 1 ? ` ${counted(group.length, 'time')}` : '';
      return [
        {
          code: 'guardrail_fired',
          severity: severityOf(outcome.trim()),
          detail: `The guardrail ${name} said “${shorten(outcome)}”${times}${why}.`,
          ...(stepId === undefined ? {} : { stepId }),
        },
      ];
    });
    const filtered = finishReason !== undefined && FILTERED.test(finishReason.trim());
    return filtered
      ? [
          ...fired,
          {
            code: 'guardrail_fired',
            detail: `The provider ended the answer with “${shorten(finishReason)}”: its content filter stopped it.`,
          },
        ]
      : fired;
  },
};

function severityOf(outcome: string): Severity {
  return STOPPED.test(outcome) && !BROKE.test(outcome) ? 'high' : 'medium';
}
