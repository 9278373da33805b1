import type { InsightTab } from '@/components/insights/insights-nav';

/** The rooms of Insights in the order of their tabs: `slug` is the folder beside this file. One line a tab. */
export const INSIGHT_TABS: readonly InsightTab[] = [
  { slug: 'drift', label: 'Drift' },
  { slug: 'patterns', label: 'Patterns' },
  { slug: 'passages', label: 'Passages' },
  { slug: 'retrieval', label: 'Retrieval' },
  { slug: 'prompts', label: 'Prompts' },
  { slug: 'cost', label: 'Cost' },
];
