// Operations on distributions over time and their alarms.
import { z } from 'zod';
import { alarmDecisionSchema } from '@/lib/domain/drift/alarm-decision';
import { alarmResponseSchema, driftResponseSchema } from '@/lib/domain/drift/drift-response';
import { driftQuerySchema } from '@/lib/domain/drift/drift-view';
import { json, type Operation } from './operation';

export const DRIFT_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/drift',
    tag: 'Insights',
    summary: 'Distributions of one window of days held against another',
    permission: 'run.read',
    description:
      'By default the last seven whole UTC days against the 28 before. A distribution is moved when it differs by more than its days differ by themselves and by at least the least effect of the settings.',
    query: driftQuerySchema,
    answers: { 200: { description: 'What moved first, the largest effect first', schema: driftResponseSchema } },
  },
  {
    method: 'get',
    path: '/api/v1/drift/alarms',
    tag: 'Insights',
    summary: 'Alarms of the daily test',
    permission: 'run.read',
    answers: {
      200: { description: 'Those that stand first, then the newest', schema: z.object({ alarms: z.array(alarmResponseSchema) }) },
    },
  },
  {
    method: 'post',
    path: '/api/v1/drift/alarms/{alarm_id}',
    tag: 'Insights',
    summary: 'Acknowledge or mute an alarm',
    permission: 'drift.edit',
    description: 'With a reason. 409 `alarm_ended` when what had moved is back.',
    body: json(alarmDecisionSchema),
    answers: { 200: { description: 'The alarm as it is now', schema: alarmResponseSchema } },
  },
];
