// Tells what a trace does not say: which versions made the output, and where the trace itself is broken. One finding a kind.
import type { AssembledRun } from '@/lib/domain/run/run';
import { isMissing } from '@/lib/domain/step-mark';
import type { Severity } from '@/lib/domain/evidence';
import type { Check, CheckInput, Said } from './check';
import { counted, shorten } from './claim-words';
import { isContextLoss } from './context-losses';

interface VersionAnchor {
  name: string;
  /** Whether a run of this kind has such a thing at all. */
  applies: (run: AssembledRun) => boolean;
  isKnown: (run: AssembledRun) => boolean;
  /** Without it nobody can say what made the output. */
  isCore: boolean;
}

const kinds = ({ steps }: AssembledRun) => new Set(steps.map(({ kind }) => kind));
const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
/** A run of rules and tools alone has neither prompt nor model. */
const usesModel = (run: AssembledRun) =>
  run.steps.length === 0 || kinds(run).has('LLM') || kinds(run).has('PROMPT') || isSet(run.facts.modelName) || isSet(run.facts.promptId);

/** A parser behind the model reads its answer; the version that counts is that of the one before it. */
function parsesInput({ steps }: AssembledRun): boolean {
  const parse = steps.findIndex(({ kind }) => kind === 'PARSE');
  const model = steps.findIndex(({ kind }) => kind === 'LLM');
  return parse >= 0 && (model < 0 || parse < model);
}

const VERSION_ANCHORS: readonly VersionAnchor[] = [
  { name: 'model', applies: usesModel, isKnown: ({ facts }) => isSet(facts.modelName), isCore: true },
  { name: 'prompt id', applies: usesModel, isKnown: ({ facts }) => isSet(facts.promptId), isCore: true },
  { name: 'prompt version', applies: usesModel, isKnown: ({ facts }) => isSet(facts.promptVersion), isCore: true },
  {
    name: 'parser version',
    applies: (run) => isSet(run.facts.parsedArtifactRef) || parsesInput(run),
    isKnown: ({ facts }) => isSet(facts.parserVersion),
    isCore: false,
  },
  {
    name: 'schema version',
    applies: ({ facts }) => isSet(facts.outputSchema),
    isKnown: ({ facts }) => isSet(facts.schemaVersion),
    isCore: false,
  },
  {
    name: 'route',
    applies: (run) => kinds(run).has('ROUTE') || isSet(run.facts.routeReason) || isSet(run.facts.routePolicyVersion),
    isKnown: ({ facts }) => isSet(facts.route),
    isCore: false,
  },
];

export const traceCompleteness: Check = {
  id: 'trace-completeness',
  version: '1',
  codes: [
    {
      code: 'trace_incomplete',
      title: 'Trace incomplete',
      severity: 'low',
      explanation:
        'The trace lacks versions (prompt id and version, model, parser, schema, route), steps whose parent never came, steps in a circle, an end, or parts that the tracer says it lost. Medium where steps, the end or content are missing, low for versions.',
    },
    {
      code: 'trace_without_provenance',
      title: 'No provenance',
      severity: 'medium',
      explanation: 'The trace names neither model nor prompt id nor prompt version: nobody can say what made the output, or make it again.',
    },
  ],
  run: ({ run }: CheckInput): Said[] => [...versions(run), ...brokenTree(run), ...unended(run), ...lost(run)],
};

function versions(run: AssembledRun): Said[] {
  const applying = VERSION_ANCHORS.filter(({ applies }) => applies(run));
  const absent = applying.filter(({ isKnown }) => !isKnown(run));
  if (absent.length === 0) return [];
  const names = absent.map(({ name }) => name);
  const core = applying.filter(({ isCore }) => isCore);
  const severity: Severity = absent.some(({ isCore }) => isCore) ? 'low' : 'info';
  const said: Said = {
    code: 'trace_incomplete',
    severity,
    detail: `${absent.length} of ${counted(applying.length, 'version anchor')} ${absent.length === 1 ? 'is' : 'are'} not in the trace: ${names.join(', ')}.`,
  };
  const isUnknown = core.length > 0 && core.every((anchor) => absent.includes(anchor));
  return isUnknown
    ? [said, { code: 'trace_without_provenance', detail: 'The trace names neither model nor prompt: what made the output is not known.' }]
    : [said];
}

function brokenTree({ steps }: AssembledRun): Said[] {
  const orphans = steps.filter(({ mark }) => mark === 'orphan');
  const cycles = steps.filter(({ mark }) => mark === 'cycle');
  const [orphan] = orphans;
  const sent = steps.filter(({ mark }) => !isMissing(mark)).length;
  const [cycle] = cycles;
  return [
    ...(orphan
      ? [
          {
            code: 'trace_incomplete',
            severity: 'medium' as const,
            stepId: orphan.stepId,
            detail: `${orphans.length} of ${counted(sent, 'step')} ${orphans.length === 1 ? 'names a parent' : 'name parents'} that never arrived, the first is ${shorten(orphan.name, 60)}.`,
          },
        ]
      : []),
    ...(cycle
      ? [
          {
            code: 'trace_incomplete',
            severity: 'medium' as const,
            stepId: cycle.stepId,
            detail: `The parents of ${counted(cycles.length, 'group')} of steps form a circle, which was cut at ${shorten(cycle.name, 60)}.`,
          },
        ]
      : []),
  ];
}

/** What happens at one instant. */
const MOMENTS = new Set(['EVENT', 'EVALUATION', 'REVIEW']);

/** A span that was exported has ended; one without an end was sent when it began, or its process died. */
function unended({ steps }: AssembledRun): Said[] {
  const open = steps.filter(
    ({ kind, status, startNs, endNs }) =>
      !MOMENTS.has(kind) && (status === 'running' || (status === 'unset' && startNs !== null && endNs === null)),
  );
  const [first] = open;
  if (!first) return [];
  const isRoot = open.some(({ depth, mark }) => depth === 0 && mark === null);
  return [
    {
      code: 'trace_incomplete',
      severity: isRoot ? 'medium' : 'low',
      stepId: first.stepId,
      detail: `${counted(open.length, 'step')} of ${steps.filter(({ mark }) => !isMissing(mark)).length} never ended${isRoot ? ', the root among them' : ''}: ${shorten(first.name, 60)}.`,
    },
  ];
}

/** What the tracer itself says it lost; losses of context have a check of their own. */
function lost({ facts, steps }: AssembledRun): Said[] {
  const losses = [
    ...(facts.losses ?? []).map((words) => ({ words, stepId: null as string | null })),
    ...steps.flatMap((step) => (step.facts.losses ?? []).map((words) => ({ words, stepId: step.stepId }))),
  ];
  const other = losses.filter(({ words }) => !isContextLoss(words));
  const [first] = other;
  if (!first) return [];
  const shown = [...new Set(other.map(({ words }) => shorten(words, 160).replace(/\.$/u, '')))];
  const more = shown.length > 2 ? `; and ${shown.length - 2} more` : '';
  return [
    {
      code: 'trace_incomplete',
      severity: 'medium',
      detail: `The tracer lost something in ${counted(other.length, 'place')}: ${shown.slice(0, 2).join('; ')}${more}.`,
      ...(first.stepId === null ? {} : { stepId: first.stepId }),
    },
  ];
}
