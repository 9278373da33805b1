// Unsupported: what was given as evidence does not, or not fully, say it.
import { OTHER } from './reason';
import type { ClaimVerb } from './verb';

export const unsupported: ClaimVerb = {
  on: 'claim',
  name: 'unsupported',
  title: 'Unsupported',
  past: 'called unsupported',
  key: '4',
  permission: 'item.review',
  trail: 'verdict.recorded',
  draft: { support: 'silent' },
  matches: ({ value, place, support }) => (support !== undefined && support !== 'supports') || (place === 'none' && value === undefined),
  reasonCodes: [
    { code: 'source_silent', title: 'The sources do not say it' },
    { code: 'partly_supported', title: 'The sources say part of it' },
    { code: 'source_contradicts', title: 'A source says otherwise' },
    { code: 'source_conflict', title: 'Sources disagree with each other' },
    { code: 'source_outdated', title: 'The source is outdated' },
    OTHER,
  ],
  isReasonRequired: true,
};
