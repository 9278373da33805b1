// Failed runs of several agents in which people named the agent and the step at fault (Who&When), as runs of ours.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SuspectStep, suspectSteps } from '@/lib/domain/explain/suspect-step';
import type { AssembledRun, AssembledStep } from '@/lib/domain/run/run';

export const SETS = ['Algorithm-Generated', 'Hand-Crafted'] as const;

export interface BlamedRun {
  set: (typeof SETS)[number];
  file: string;
  half: 'tuned' | 'held out';
  run: AssembledRun;
  steps: SuspectStep[];
  question: string;
  answer: string;
  /** Id of the step that people blamed: its index in the record. */
  blamedStep: string;
  blamedAgent: string;
}

interface Recorded {
  question: string;
  history: { content: string; role?: string; name?: string }[];
  mistake_agent: string;
  mistake_step: string;
}

/** The half by a rule that nobody chooses by: the lowest bit of the first byte of SHA-256 over `<set>/<file>`. Even: weights may see it. */
export function halfOf(set: string, file: string): BlamedRun['half'] {
  return ((createHash('sha256').update(`${set}/${file}`).digest()[0] ?? 0) & 1) === 0 ? 'tuned' : 'held out';
}

export function loadBlamedRuns(data: string): BlamedRun[] {
  return SETS.flatMap((set) =>
    readdirSync(join(data, 'whoandwhen', set))
      .sort()
      .map((file) => blamedRun(set, file, JSON.parse(readFileSync(join(data, 'whoandwhen', set, file), 'utf8')) as Recorded)),
  );
}

function blamedRun(set: BlamedRun['set'], file: string, record: Recorded): BlamedRun {
  const { question, history } = record;
  const answer = history.at(-1)?.content ?? '';
  const run: AssembledRun = {
    runId: `${set}/${file}`,
    source: 'plain',
    facts: { input: question, output: answer },
    passages: [],
    steps: history.map(({ name, role }, at) => step(at, agentName(name ?? role ?? 'unknown'))),
    derived: {},
  };
  const texts = new Map(history.map(({ content }, at) => [String(at), { input: '', output: content }]));
  return {
    set,
    file,
    half: halfOf(set, file),
    run,
    steps: suspectSteps(run, texts),
    question,
    answer,
    blamedStep: record.mistake_step,
    blamedAgent: agentName(record.mistake_agent),
  };
}

/** `Orchestrator (-> WebSurfer)` speaks as the orchestrator. */
function agentName(name: string): string {
  return name.replace(/ \(.*$/u, '');
}

/** What a tracer would say of each: the terminal runs code and is a tool, the person who asks is no step of the workflow. */
function step(at: number, agent: string): AssembledStep {
  const kind = agent === 'Computer_terminal' ? 'TOOL' : agent === 'human' ? 'EVENT' : 'AGENT';
  return {
    stepId: String(at),
    parentId: null,
    kind,
    name: agent,
    startNs: String(at),
    endNs: String(at + 1),
    status: 'ok',
    error: null,
    depth: 0,
    mark: null,
    facts: {},
    bodySha256: '',
  };
}
