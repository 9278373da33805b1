// Is behaviour drifting although schemas pass? What the drift alarms of the project and the siblings of the run say.
import { counted, type ExplainRule } from './explain-rule';

const question = 'drift' as const;

export const DRIFT_RULES: readonly ExplainRule[] = [
  {
    id: 'drift.alarm',
    question,
    title: 'A drift alarm holds for this run',
    when: 'A distribution that this run belongs to has moved away from its reference window, and its alarm is open.',
    reads: ['drift alarms'],
    verdict: 'yes',
    layer: 'model',
    says: '{summary}, seen since {since} ({effect}){more}; the shape of the output {shape}.',
    fix: 'Open the alarm, look at what was changed on that day, and compare a run before it with one after it.',
    fires({ drift, run }) {
      const [alarm] = drift?.alarms ?? [];
      if (!drift || !alarm) return null;
      const { summary, since, effect, layer, alarmId } = alarm;
      const isBroken = run.findings.some(({ code }) => code === 'schema_invalid' || code === 'validation_error');
      return {
        values: {
          summary: summary.replace(/\.$/u, ''),
          since: since.slice(0, 10),
          effect,
          more: drift.alarms.length > 1 ? `, and ${counted(drift.alarms.length - 1, 'other alarm')}` : '',
          shape: isBroken ? 'is broken as well' : 'is as it should be',
        },
        links: [{ kind: 'drift', alarmId }],
        layer,
      };
    },
    examples: {
      fires: {
        drift: {
          watched: 3,
          alarms: [
            {
              alarmId: 'a',
              summary: 'Evidence states: missing 4 % → 12 % in route refunds',
              since: '2026-11-20',
              effect: 'PSI 0.31',
              layer: 'model',
            },
          ],
        },
      },
      quiet: { drift: { watched: 3, alarms: [] } },
    },
  },
  {
    id: 'drift.quiet',
    question,
    title: 'Watched, and no alarm',
    when: 'Distributions that this run belongs to are compared with a reference window, and none has moved.',
    reads: ['drift alarms', 'watched distributions'],
    verdict: 'no',
    layer: null,
    says: '{watched} are compared with the reference window, and none has moved.',
    fix: null,
    fires: ({ drift }) =>
      drift && drift.watched > 0 && drift.alarms.length === 0
        ? { values: { watched: counted(drift.watched, 'distribution') }, links: [{ kind: 'drift', alarmId: null }] }
        : null,
    examples: { fires: { drift: { watched: 3, alarms: [] } }, quiet: { drift: { watched: 0, alarms: [] } } },
  },
  {
    id: 'drift.unwatched',
    question,
    title: 'Nobody watches for drift yet',
    when: 'No distribution that this run belongs to has a reference window.',
    reads: ['watched distributions'],
    verdict: 'unknown',
    layer: null,
    says: 'Not known yet: nothing that this run belongs to is compared with a reference window.',
    fix: 'Choose a reference window under Insights, Drift; from then on every day is compared with it.',
    fires: ({ drift }) =>
      !drift || (drift.watched === 0 && drift.alarms.length === 0)
        ? { values: {}, links: [], fixLink: { kind: 'drift', alarmId: null } }
        : null,
    examples: { fires: {}, quiet: { drift: { watched: 1, alarms: [] } } },
  },
];
