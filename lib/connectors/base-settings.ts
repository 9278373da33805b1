// Settings that every connector has, as schema and as form fields.
import { z } from 'zod';
import type { SettingField } from '@/lib/domain/connector-view';
import { endpointProblem } from './endpoint-url';

export const baseSettings = {
  url: z
    .string()
    .trim()
    .max(2000)
    .superRefine((url, context) => {
      const problem = endpointProblem(url);
      if (problem !== null) context.addIssue({ code: 'custom', message: problem });
    })
    .transform((url) => url.replace(/\/+$/, '')),
  /** One result for each answer about a claim, beside the one for the whole decision. */
  isPerClaim: z.boolean().default(true),
  /** Notes, claims and corrected values; without it verdicts, codes and ids only. */
  hasTexts: z.boolean().default(true),
};

export const CLAIMS_FIELD: SettingField = {
  name: 'isPerClaim',
  label: 'Send the verdict on each claim',
  hint: 'Otherwise one result for the whole decision.',
  kind: 'switch',
  initial: true,
  isRequired: false,
};

export const TEXTS_FIELD: SettingField = {
  name: 'hasTexts',
  label: 'Send notes and corrected values',
  hint: 'Otherwise verdicts, reason codes and ids only. The names of reviewers are never sent.',
  kind: 'switch',
  initial: true,
  isRequired: false,
};

/** The base address; what is appended to it stands in the hint. */
export function urlField(hint: string, initial: string): SettingField {
  return { name: 'url', label: 'Address', hint, kind: 'url', initial, isRequired: true };
}
