// The versions of the prompt `policy-answer`. Each was a small wish; three of them broke answers.
const BASE = 'Answer from the passages only. Cite the passage of each sentence.';

export const POLICY_PROMPTS = {
  '3': BASE,
  '4': `${BASE} End with: "You will receive a confirmation by e-mail within 24 hours."`,
  '5': `${BASE} Use friendly round amounts.`,
  '6': `${BASE} Be concise.`,
  '7': `${BASE} Write durations in plain words.`,
  '8': `${BASE} Write dates with the month in words.`,
} as const;
export type PolicyPromptVersion = keyof typeof POLICY_PROMPTS;
