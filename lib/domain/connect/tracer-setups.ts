// All setups of the connect page, in the order in which they are offered.
import { OTEL_SETUPS } from './otel-setups';
import { TOOL_SETUPS } from './tool-setups';
import type { TracerSetup } from './tracer-setup';

const GROUPS: readonly TracerSetup['group'][] = ['OpenTelemetry', 'Frameworks', 'Trace tools', 'Without a tracer'];

export const TRACER_SETUPS: readonly TracerSetup[] = [...OTEL_SETUPS, ...TOOL_SETUPS].sort(
  (a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group),
);
