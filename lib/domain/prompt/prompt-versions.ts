// Prompt versions side by side, as they are shown, and what can be asked of them.
import { z } from 'zod';
import type { VersionDifference } from './version-difference';
import type { VersionFigures } from './version-figures';
import type { VersionVerdict } from './version-sentence';

export const MAX_VERSIONS = 4;
/** Newest checked runs of each version that figures are made from. */
export const SAMPLED_RUNS = 1000;

const text = z.string().min(1).max(512);
export const promptQuerySchema = z.strictObject({
  prompt_id: text.optional().describe('Absent: the prompt with the most runs'),
  version: z
    .union([text, z.array(text).max(MAX_VERSIONS)])
    .transform((value) => [value].flat())
    .optional()
    .describe(`Up to ${MAX_VERSIONS}; absent: the newest`),
  base: text.optional().describe('The version that the others are held against; absent: the one before the newest'),
  days: z.coerce.number().int().min(1).max(365).default(28),
});
export type PromptQuery = z.infer<typeof promptQuerySchema>;

export interface VersionUse {
  version: string;
  /** Checked runs within the days. */
  runs: number;
  firstDay: string;
  lastDay: string;
}
export interface VersionView extends VersionUse {
  /** How many of its newest runs figures are made from. */
  sampled: number;
  figures: VersionFigures;
  /** Against the base; null for the base itself. */
  difference: VersionDifference | null;
  verdict: VersionVerdict | null;
}
export interface PromptVersions {
  days: number;
  /** The most used first. */
  prompts: { promptId: string; runs: number; versions: number }[];
  promptId: string | null;
  /** All versions of the prompt, the newest first. */
  known: VersionUse[];
  base: string | null;
  /** The base first, then the others, the newest first. */
  versions: VersionView[];
}
