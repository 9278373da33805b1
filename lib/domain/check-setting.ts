// What a project makes of the codes that checks can say: each on or off, and how grave.
import { z } from 'zod';
import { type Finding, SEVERITIES, type Severity } from './evidence';

export interface CheckSetting {
  isEnabled: boolean;
  /** Undefined: what the check itself says. */
  severity?: Severity | undefined;
}

/** By code; a code that is not named is on, with the severity that its check gives. */
export type CheckSettings = Readonly<Record<string, CheckSetting>>;

/** The findings that a project wants, as grave as it says: what is off is no finding, so no rule and no risk ever sees it. */
export function applySettings(findings: readonly Finding[], settings: CheckSettings): Finding[] {
  return findings
    .filter(({ code }) => settings[code]?.isEnabled ?? true)
    .map((finding) => ({ ...finding, severity: settings[finding.code]?.severity ?? finding.severity }));
}

const REASON_CHARS = 500;

/** A change as it is asked for. */
export const checkChangeSchema = z
  .strictObject({
    is_enabled: z.boolean(),
    severity: z.enum(SEVERITIES).nullable().describe("Null: the check's own, which may differ from finding to finding"),
    reason: z
      .string()
      .trim()
      .max(REASON_CHARS)
      .refine((text) => !text.includes('\0'), 'holds a character that cannot be stored')
      .default('')
      .describe('Why, for those who ask later'),
    base_version: z.int().min(0).optional().describe('The version that was seen; another one in force is a conflict'),
    recheck: z.boolean().default(false).describe('Check the runs again that nobody has decided or holds'),
  })
  .meta({ id: 'CheckChange' });
export type CheckChange = z.infer<typeof checkChangeSchema>;

/** One change that was made; `version` counts the changes of a project. */
export interface CheckSettingVersion {
  version: number;
  isEnabled: boolean;
  severity: Severity | null;
  reason: string;
  by: string;
  at: string;
}
