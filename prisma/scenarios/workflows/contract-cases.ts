// Which folder was read in which way.
import type { ContractCase } from './contract-extract';

type Read = [runId: string, contract: string, order: ContractCase['order'], limit: number, promptVersion: string, release: string];

const READ: readonly Read[] = [
  ['CON-3001', 'norrland-logistics', 'latest', 5, '3', 'git:2026.05'],
  ['CON-3002', 'norrland-logistics', 'first', 5, '1', 'git:2026.02'],
  ['CON-3003', 'norrland-logistics', 'first', 1, '1', 'git:2026.02'],
  ['CON-3004', 'norrland-logistics', 'latest', 1, '3', 'git:2026.04'],
  ['CON-3005', 'norrland-logistics', 'unordered', 2, '2', 'git:2026.03'],
  ['CON-3006', 'bergen-print', 'latest', 5, '3', 'git:2026.05'],
  ['CON-3007', 'bergen-print', 'first', 5, '1', 'git:2026.02'],
  ['CON-3008', 'bergen-print', 'latest', 1, '3', 'git:2026.04'],
];

export function contractCases(endMs: number): ContractCase[] {
  const DAY_MS = 86_400_000;
  return READ.map(([runId, contract, order, limit, promptVersion, release], place) => ({
    runId,
    contract,
    order,
    limit,
    promptVersion,
    release,
    startMs: endMs - 12 * DAY_MS + Math.round((place / READ.length) * 11.8 * DAY_MS) + ((place * 5081) % 3600) * 1000,
  }));
}
