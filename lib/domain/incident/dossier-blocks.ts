// A dossier as a sequence of blocks in reading order: what the page and the printed document both say, written once.
import { causeSentence, incidentCauseSchema } from './incident-cause';
import { type IncidentSeverity, type IncidentStatus, SEVERITY_MEANINGS, STATUS_MEANINGS } from './incident';
import { PLACE_WORDS, type RunPlace } from './incident-view';
import type { Dossier, DossierFact } from './dossier';

export type DossierBlock =
  | { as: 'title'; text: string; over: string }
  | { as: 'heading'; text: string }
  | { as: 'text'; text: string; isQuiet?: boolean }
  | { as: 'pairs'; pairs: [name: string, value: string][] }
  | { as: 'fact'; fact: DossierFact; written: [name: string, text: string][]; proof: string }
  | { as: 'table'; head: string[]; rows: string[][]; widths: number[] };

export function dossierBlocks(dossier: Dossier): DossierBlock[] {
  const { incident, counted } = dossier;
  const cause = incidentCauseSchema.safeParse(incident.cause);
  return [
    { as: 'title', over: `Incident dossier · ${dossier.project}`, text: incident.title },
    {
      as: 'pairs',
      pairs: [
        ['Status', `${capital(incident.status)}: ${STATUS_MEANINGS[incident.status as IncidentStatus] ?? ''}`],
        ['Severity', `${capital(incident.severity)}: ${SEVERITY_MEANINGS[incident.severity as IncidentSeverity] ?? ''}`],
        ['Owner', incident.owner ?? 'Nobody'],
        ['Cause', cause.success ? causeSentence(cause.data) : 'Unknown'],
        ['Opened', minute(incident.opened_at)],
        ['Deadline', incident.deadline_at ? minute(incident.deadline_at) : 'None'],
        ['Closed', incident.closed_at ? minute(incident.closed_at) : 'Not yet'],
        ['Incident', incident.incident_id],
        ['Exported', `${minute(dossier.exported_at)} by ${dossier.exported_by}`],
      ],
    },
    { as: 'heading', text: 'What it touched' },
    {
      as: 'text',
      text: `${amount(counted.runs, 'run')}. ${amount(counted.items, 'item')} before reviewers: ${counted.waiting} waiting, ${counted.in_review} in review, ${counted.approved} approved, ${counted.corrected} corrected, ${counted.rejected} rejected.`,
    },
    { as: 'text', isQuiet: true, text: 'These numbers were counted when the dossier was made; they are not entries of the trail.' },
    { as: 'heading', text: 'What was learnt' },
    { as: 'text', text: incident.learnt.trim() || 'Nothing was written down yet.', isQuiet: incident.learnt.trim() === '' },
    { as: 'heading', text: 'What happened' },
    ...dossier.facts.map((fact): DossierBlock => factBlock(fact, dossier.unsigned)),
    { as: 'heading', text: 'Runs' },
    ...runBlocks(dossier),
    { as: 'heading', text: 'How to check this' },
    ...dossier.bundle.how_to.split('\n\n').map((text): DossierBlock => ({ as: 'text', text })),
  ];
}

function factBlock(fact: DossierFact, unsigned: readonly number[]): DossierBlock {
  const written = Object.entries(fact.written).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && value !== '' ? [[WRITTEN_WORDS[name] ?? name, value]] : [],
  );
  const { index, leaf_hash } = fact.trail;
  const proof = `Trail entry ${index} · ${leaf_hash}${unsigned.includes(index) ? ' · not covered by a checkpoint yet' : ''}`;
  return { as: 'fact', fact, written, proof };
}

const WRITTEN_WORDS: Record<string, string> = { title: 'Title', reason: 'Reason', note: 'Note', learnt: 'Learnt' };

function runBlocks({ incident, runs, runs_left_out, run_list }: Dossier): DossierBlock[] {
  if (runs.length === 0) return [{ as: 'text', isQuiet: true, text: 'No run is listed.' }];
  const rows = runs.map((run) => [
    run.run_id,
    run.why,
    PLACE_WORDS[run.place as RunPlace] ?? run.place,
    run.outcome ?? run.item_state ?? '',
    run.trail.map(({ index }) => index).join(', '),
  ]);
  const rest: DossierBlock[] =
    runs_left_out > 0
      ? [
          {
            as: 'text',
            text: `${amount(runs_left_out, 'more run')} of this incident ${runs_left_out === 1 ? 'is' : 'are'} not listed here.${run_list ? ` All ${run_list.runs} are in dossier-${incident.incident_id}-runs.jsonl (${run_list.bytes} bytes), which is exported beside this dossier. Its SHA-256, which the trail entry of the export states as well: ${run_list.sha256}` : ''}`,
          },
        ]
      : [];
  return [{ as: 'table', head: ['Run', 'Why', 'What was done', 'Outcome', 'Trail entries'], rows, widths: [22, 30, 22, 12, 14] }, ...rest];
}

function minute(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
