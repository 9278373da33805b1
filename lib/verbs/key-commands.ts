// Every command that has a key on the desk: moving around, and each verb of the registry that names one.
import type { KeyCommand } from '@/lib/domain/key-bindings';
import { VERBS } from './registry';

const MOVES: readonly KeyCommand[] = [
  { name: 'claim.next', keys: ['j'], title: 'Next claim that needs work' },
  { name: 'claim.previous', keys: ['k'], title: 'Previous claim that needs work' },
  { name: 'claim.next-any', keys: ['J'], title: 'Next claim, any' },
  { name: 'claim.previous-any', keys: ['K'], title: 'Previous claim, any' },
  { name: 'claim.edit', keys: ['e'], title: 'Edit the value (Enter keeps, Esc reverts)' },
  { name: 'claim.why', keys: ['w'], title: 'What the risk of the claim is made of' },
  { name: 'source.find', keys: ['f'], title: 'Find in source, prefilled with the quote' },
  { name: 'source.pick', keys: ['h'], title: 'Pick new evidence for the claim' },
  { name: 'place.previous', keys: ['['], title: 'Previous candidate place' },
  { name: 'place.next', keys: [']'], title: 'Next candidate place' },
  { name: 'source.marks', keys: [' '], title: 'Marks: cited, best match or both' },
  { name: 'source.next', keys: ['v'], title: 'Next document, or side by side' },
  { name: 'find.run', keys: ['g', '/'], title: 'Find a run by ID or by words' },
  { name: 'run.why', keys: ['y'], title: 'Why: the six questions of a run' },
  { name: 'run.compare', keys: ['m'], title: 'Compare a run with the sibling that tells most' },
  { name: 'run.blast', keys: ['b'], title: 'Other runs that share its cause' },
  { name: 'run.search', keys: ['s'], title: 'Search inside a run' },
  { name: 'run.view', keys: ['t'], title: 'Steps as tree, waterfall or log' },
  { name: 'runs.queue', keys: ['q'], title: 'Put these runs before reviewers' },
  { name: 'incident.open', keys: ['i'], title: 'Open an incident from here' },
  { name: 'incident.export', keys: ['d'], title: 'Export the dossier of an incident' },
  { name: 'draft.undo', keys: ['u'], title: 'Undo, until submit' },
  { name: 'keys.show', keys: ['?'], title: 'This table' },
];

export const verbCommand = (verb: string): string => `verb.${verb}`;

export const KEY_COMMANDS: readonly KeyCommand[] = [
  ...MOVES,
  ...VERBS.flatMap(({ name, title, key }) =>
    key !== null && [...key].length === 1 ? [{ name: verbCommand(name), title, keys: [key] }] : [],
  ).sort((a, b) => (a.keys[0] ?? '').localeCompare(b.keys[0] ?? '', 'en')),
];
