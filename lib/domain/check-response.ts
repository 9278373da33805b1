// Checks as the API gives them, with the figures and settings of the project.
import { z } from 'zod';
import type { CheckSettingVersion } from './check-setting';
import { type CheckList, type CodeView, FIRED_DAYS, VERDICT_DAYS } from './check-view';
import { SEVERITIES } from './evidence';
import { micros } from './queue-response';
import { wilsonInterval } from '@/lib/domain/statistics/wilson-interval';

const severity = z.enum(SEVERITIES);
const changeSchema = z.object({
  version: z.int().describe('Counts the changes of the project'),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
});

const codeSchema = z.object({
  code: z.string(),
  title: z.string(),
  explanation: z.string(),
  own_severity: severity.describe('What its check says unless the case differs'),
  is_enabled: z.boolean(),
  severity: severity.nullable().describe("What the project says instead; null: the check's own"),
  can_change: z.boolean().describe('False for what is said about the checking itself'),
  changed: changeSchema.nullable().describe('The change that is in force; null: never changed'),
  fired: z
    .object({ last_7_days: z.int(), last_30_days: z.int(), by_day: z.array(z.int()).describe(`The last ${FIRED_DAYS} days, today last`) })
    .describe('Checked runs with a finding of this code, by the day they started (UTC)'),
  precision: z
    .object({
      wrong: z.int(),
      judged: z.int(),
      share: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    })
    .describe(
      `Verdicts of the last ${VERDICT_DAYS} days on claims that the code fired on (on runs, where it is about the run) that say something is wrong; low and high bound the share by the 95 % Wilson interval`,
    ),
});

export const checkListSchema = z
  .object({
    checks: z.array(z.object({ id: z.string(), version: z.string().nullable(), codes: z.array(codeSchema) })),
    runs_last_30_days: z.int(),
  })
  .meta({ id: 'CheckList' });

export const savedCheckSchema = changeSchema
  .extend({ code: z.string(), is_enabled: z.boolean(), severity: severity.nullable() })
  .meta({ id: 'CheckSetting' });

export function checkListResponse({ checks, runs30 }: CheckList): z.input<typeof checkListSchema> {
  return {
    checks: checks.map(({ checkId, version, codes }) => ({ id: checkId, version, codes: codes.map(codeResponse) })),
    runs_last_30_days: runs30,
  };
}

export function savedCheckResponse(saved: CheckSettingVersion & { code: string }): z.input<typeof savedCheckSchema> {
  return { code: saved.code, is_enabled: saved.isEnabled, severity: saved.severity, ...changeResponse(saved) };
}

const changeResponse = ({ version, reason, by, at }: CheckSettingVersion) => ({ version, reason, by, at: micros(at) });

function codeResponse(view: CodeView): z.input<typeof codeSchema> {
  const { wrong, count } = view.agreement;
  const interval = wilsonInterval(wrong, count);
  return {
    code: view.code,
    title: view.title,
    explanation: view.explanation,
    own_severity: view.ownSeverity,
    is_enabled: view.isEnabled,
    severity: view.severity,
    can_change: view.canChange,
    changed: view.changed && changeResponse(view.changed),
    fired: { last_7_days: view.fired7, last_30_days: view.fired30, by_day: view.firedByDay },
    precision: { wrong, judged: count, share: interval?.share ?? null, low: interval?.low ?? null, high: interval?.high ?? null },
  };
}
