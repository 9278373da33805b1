// Distributions of an ordinary assistant, by which the drift alarm is tried.
import type { SimulatedDimension } from '@/lib/domain/drift/simulate-days';

export const QUIET_DIMENSIONS: readonly SimulatedDimension[] = [
  { key: 'refusal', shares: { answered: 0.979, refused: 0.021 } },
  { key: 'fallback', shares: { none: 0.965, taken: 0.035 } },
  { key: 'validation', shares: { passed: 0.985, failed: 0.015 } },
  {
    key: 'evidence',
    shares: {
      exact: 0.52,
      normalised: 0.12,
      approximate: 0.14,
      moved: 0.02,
      ambiguous: 0.03,
      contradicted: 0.03,
      missing: 0.09,
      no_source: 0.05,
    },
    perRun: 5,
  },
  { key: 'retrieval', shares: { used: 0.86, unused: 0.1, none: 0.04 } },
  { key: 'risk', shares: { '0': 0.55, '1': 0.2, '2': 0.12, '3': 0.08, '4': 0.05 } },
  {
    key: 'finding',
    shares: {
      none: 0.5,
      evidence_missing: 0.15,
      weak_match: 0.1,
      number_not_in_source: 0.06,
      trace_incomplete: 0.08,
      source_conflict: 0.03,
      tool_failed: 0.04,
      cited_place_wrong: 0.02,
      unit_changed: 0.005,
      injection_pattern: 0.005,
      refusal: 0.01,
    },
  },
  { key: 'finish', shares: { stop: 0.96, length: 0.02, tool_calls: 0.02 } },
  { key: 'route', shares: { refund: 0.4, policy: 0.3, shipping: 0.2, account: 0.08, other: 0.02 } },
  { key: 'model', shares: { 'model-a': 0.7, 'model-b': 0.3 } },
  { key: 'review', shares: { approved: 0.7, corrected: 0.25, rejected: 0.05 } },
  {
    key: 'latency',
    shares: { '18': 0.05, '19': 0.1, '20': 0.15, '21': 0.2, '22': 0.2, '23': 0.15, '24': 0.1, '25': 0.04, '26': 0.01 },
  },
  { key: 'tokens', shares: { '18': 0.1, '19': 0.2, '20': 0.3, '21': 0.25, '22': 0.1, '23': 0.05 } },
];

/** Routes that are tested as slices of their own, by their share of all runs. */
export const QUIET_SLICES = [0.5, 0.3, 0.15, 0.05];
