import { describe, expect, it } from 'vitest';
import { deliveryTarget, type ReviewedIds } from './delivery-target';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const UUID = '01a1fc42-4004-7000-8000-00ff35278be0';
const ids = (over: Partial<ReviewedIds>) =>
  deliveryTarget({ runId: 'R-1', source: 'plain', linkedTraceId: 'R-1', linkedStepId: 'R-1', traceAliases: [], metadata: null, ...over });

describe('what a review is about, outside', () => {
  it('is the trace and the span of a run that came by OpenTelemetry', () => {
    expect(ids({ runId: TRACE, source: 'openinference', linkedTraceId: TRACE, linkedStepId: SPAN })).toEqual({
      traceId: TRACE,
      spanId: SPAN,
      langfuseTraceId: TRACE,
      langsmithRunId: null,
    });
  });

  it('is the run of LangSmith, also when it came by OpenTelemetry', () => {
    expect(ids({ runId: UUID, source: 'langsmith', linkedTraceId: UUID, linkedStepId: UUID })).toMatchObject({
      traceId: null,
      langsmithRunId: UUID,
    });
    expect(ids({ runId: TRACE, source: 'langsmith-otel', linkedTraceId: TRACE, linkedStepId: SPAN }).langsmithRunId).toBe(
      '0af76519-16cd-43dd-8448-eb211c80319c',
    );
  });

  it('is the trace of Langfuse, whose older SDKs let people choose any text', () => {
    expect(ids({ runId: 'order 17', source: 'langfuse' }).langfuseTraceId).toBe('order 17');
    expect(ids({ runId: 'order 17', source: 'plain' }).langfuseTraceId).toBeNull();
  });

  it('is nothing for a run that was posted whole, unless its metadata names ids', () => {
    expect(ids({})).toEqual({ traceId: null, spanId: null, langfuseTraceId: null, langsmithRunId: null });
    const metadata = { trace_id: TRACE.toUpperCase(), span_id: SPAN, langsmith_run_id: UUID };
    expect(ids({ metadata })).toEqual({ traceId: TRACE, spanId: SPAN, langfuseTraceId: TRACE, langsmithRunId: UUID });
    expect(ids({ metadata: { trace_id: '0'.repeat(32), span_id: 7, langsmith_run_id: 'no' } }).traceId).toBeNull();
  });
});
