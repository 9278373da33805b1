/** Keys, errors and pages: what holds for every operation. */
export function ApiIntro() {
  return (
    <div className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-3 text-sm leading-6">
      <p>
        Everything that the product shows can be read and done here. The machine-readable form of this page is{' '}
        <a href="/api/v1/openapi.json" className="text-link underline underline-offset-2">
          /api/v1/openapi.json
        </a>{' '}
        (OpenAPI 3.1); both are made from the schemas that the handlers check with.
      </p>
      <h2 className="mt-2 font-semibold text-base">Keys</h2>
      <p>
        Send an API key of a project as <Code>Authorization: Bearer cs_…</Code>, as <Code>x-api-key</Code>, or by HTTP Basic as the
        password. A key has scopes: ingest, read, review, admin. A personal key acts as its owner.
      </p>
      <h2 className="mt-2 font-semibold text-base">A first run</h2>
      <pre className="whitespace-pre-wrap break-words rounded-lg border border-border bg-muted p-3 font-mono text-xs leading-5">
        {`curl -X POST "$COUNTERSIGN_URL/api/v1/runs" \\
  -H "authorization: Bearer $COUNTERSIGN_KEY" -H "content-type: application/json" \\
  -d '{"run_id": "R-1", "input": "How long do refunds take?",
       "context": [{"id": "p1", "document_id": "policy", "page": 2, "content": "Refunds are paid within 14 days."}],
       "output": "Refunds are paid within 14 days."}'`}
      </pre>
      <h2 className="mt-2 font-semibold text-base">A tracer</h2>
      <pre className="whitespace-pre-wrap break-words rounded-lg border border-border bg-muted p-3 font-mono text-xs leading-5">
        {`OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://localhost:4318/v1/traces
OTEL_EXPORTER_OTLP_TRACES_HEADERS=authorization=Bearer%20$COUNTERSIGN_KEY`}
      </pre>
      <h2 className="mt-2 font-semibold text-base">Conventions</h2>
      <ul className="list-disc ps-5">
        <li>Names are snake_case. Times are RFC 3339 in UTC with microseconds, durations end in _ms, money in _usd. IDs are text.</li>
        <li>
          Lists answer a <Code>next_cursor</Code>; send it as <Code>cursor</Code> for the next page, with the same filters. There are no
          offsets.
        </li>
        <li>
          Errors are problem documents (RFC 9457) with a stable <Code>code</Code>, a sentence that says what to do, and every wrong field at
          once.
        </li>
        <li>A record of another project and one that does not exist are the same 404.</li>
      </ul>
    </div>
  );
}

function Code({ children }: { children: string }) {
  return <code className="break-words rounded-sm bg-muted px-1 font-mono text-xs">{children}</code>;
}
