// What `countersign import --help` prints.

export const IMPORT_USAGE = `
countersign import langfuse  <file>… | --from <address>   [options]
countersign import langsmith <file>…                      [options]
countersign import phoenix   <file>…                      [options]
countersign import otlp      <file>…                      [options]
countersign import table     --table <name>               [options]
countersign import csv       <file>… --map <field=column> [options]
countersign import jsonl     <file>… --map <field=member> [options]

Sources
  langfuse    exports (JSON, JSON lines, CSV) of traces, observations, scores, dataset items; or its API
  langsmith   runs as JSON lines or a JSON list, children inside or beside; feedback likewise
  phoenix     spans of Phoenix, OpenInference: client objects or rows of the data frame
  otlp        files of a collector's file exporter: JSON lines, or protobuf with lengths
  table       one table of a PostgreSQL database: trace_id, parent_trace_id, session_id, event_type,
              prompt_version, model_name, input, output, metadata, duration_ms, cost_usd
  csv, jsonl  one run per row
  Files may be packed with gzip.

Where to
  --url <address>       the server, web or ingest port             [COUNTERSIGN_URL]
  --key <key>           an API key with the scope ingest           [COUNTERSIGN_API_KEY]

How
  --dry-run             read, convert and check everything, send nothing
  --report <file>       what was sent and what was refused and why, as JSON
  --state-dir <folder>  where it is kept how far an import came    [.countersign-import]
  --restart             forget how far it came; sending again changes nothing on the server
  --quiet               no progress

For one source
  --from <address>, --public-key, --secret-key   langfuse: pull from its API
                        [keys: LANGFUSE_PUBLIC_KEY, LANGFUSE_SECRET_KEY]
  --since, --until <time>                        langfuse: of its API, only this span of time
  --page-size <n>                                langfuse 1–100, table 1–5000
  --database <url>                               table: postgres://… [COUNTERSIGN_IMPORT_DATABASE_URL]
  --table <name>                                 table: with its schema where needed
  --map <field=column,…>                         table, csv, jsonl: fields of a run record, metadata.<name>
  --delimiter <character>                        csv, also langfuse and phoenix as CSV
  --id-prefix <text>                             csv, jsonl: run ids of rows without one
  --signal traces|logs                           otlp: of a protobuf file [traces]

An import that was stopped goes on where it was when it is started again. One that was complete looks
for what has come since. Exit code: 0 all is in, 2 some was refused, 1 it failed.

Example
  COUNTERSIGN_API_KEY=cs_… countersign import csv answers.csv --url http://localhost:3000 \\
    --map input=question,output=answer,context=passages,metadata.ticket=ticket_no --report report.json
`;
