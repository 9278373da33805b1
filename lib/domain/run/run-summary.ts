// A run as lists show it: one row, no bodies.

export interface RunSummary {
  runId: string;
  source: string;
  /** receiving → settled → evaluated. */
  phase: string;
  name: string | null;
  sessionId: string | null;
  userId: string | null;
  environment: string | null;
  release: string | null;
  route: string | null;
  promptId: string | null;
  promptVersion: string | null;
  modelProvider: string | null;
  modelName: string | null;
  /** RFC 3339 UTC with microseconds, like every instant here. */
  startedAt: string;
  endedAt: string | null;
  receivedAt: string;
  latencyMs: number | null;
  costUsd: number | null;
  inputTokens: number | null;
  outputTokens: number | null;
  tags: string[];
  stepCount: number;
  errorCount: number;
  claimCount: number;
  codes: string[];
  documentIds: string[];
  risk: number | null;
  revision: string | null;
  evaluatedAt: string | null;
  reviewOutcome: string | null;
  evalCaseId: string | null;
  /** Whether an item of it waits, is in review or is escalated. */
  isQueued: boolean;
  inputPreview: string;
  outputPreview: string;
}
