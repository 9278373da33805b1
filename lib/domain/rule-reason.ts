// Why a run stands in a queue, in words with the numbers.
import type { Finding } from './evidence';
import { type RuleFilter, wantedCodes, wantedRisk } from './rule';

/** What a rule says of a run it caught; stored with the item. */
export interface ItemReason {
  rule: string;
  detail: string;
}

const MAX_SENTENCES = 3;

/** The findings that made the rule match, worst first; the risk, or the sampled share, when no finding did. */
export function ruleReason(
  rule: { name: string; filter: RuleFilter; sample: number },
  findings: readonly Finding[],
  risk: number,
): ItemReason {
  const codes = new Set(wantedCodes(rule.filter));
  const named = findings.filter((finding) => codes.has(finding.code)).sort((a, b) => weight(b) - weight(a));
  const parts = [...new Set(named.map((finding) => finding.detail.replace(/\.$/, '')))];
  const floor = wantedRisk(rule.filter);
  if (parts.length === 0 && floor !== null && risk >= floor) parts.push(`Risk ${risk.toFixed(2)} is at least ${floor}`);
  const shown = parts.slice(0, MAX_SENTENCES).join('; ');
  const more = parts.length > MAX_SENTENCES ? `; and ${parts.length - MAX_SENTENCES} more` : '';
  const sampled = rule.sample < 1 ? `${parts.length ? '; one' : 'One'} of ${percent(rule.sample)} picked at random` : '';
  return { rule: rule.name, detail: `${shown}${more}${sampled}` || 'Matches the rule' };
}

function weight({ severity }: Finding): number {
  return ['info', 'low', 'medium', 'high'].indexOf(severity);
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}
