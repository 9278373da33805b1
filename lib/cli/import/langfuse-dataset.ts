// An item of a Langfuse dataset as a run to be reviewed: a case of an eval set here is always made by a person's decision.
import { isObject } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import { RecordError } from './file-source';
import type { LangfuseRow } from './langfuse-row';

/** The expected output stands as the output, so that approving the run makes a case with that expectation. */
export function datasetRecord(row: LangfuseRow, id: string): { [key: string]: Json } {
  const expected = row.json('expectedOutput');
  if (expected === undefined)
    throw new RecordError('no_expected_output', 'is a dataset item without an expected output: there is nothing to review', id);
  const dataset = row.text('datasetName') ?? row.text('datasetId') ?? 'langfuse';
  const metadata = row.json('metadata');
  const lineage = row.pick(['datasetId', 'sourceTraceId', 'sourceObservationId', 'status'], ['createdAt', 'updatedAt'], []);
  return {
    run_id: `langfuse-dataset-item:${id}`,
    name: dataset,
    environment: 'dataset',
    tags: [`dataset:${dataset}`],
    input: row.json('input') ?? null,
    output: expected,
    metadata: {
      ...(isObject(metadata) ? metadata : metadata === undefined ? {} : { metadata }),
      langfuse_dataset_item: { id, dataset, ...lineage },
    },
  };
}
