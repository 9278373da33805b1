// One question as it was asked, and the state of the service that answered it.
import type { PolicyPromptVersion } from './policy-prompts';

export interface PolicyCase {
  runId: string;
  question: string;
  release: string;
  promptVersion: PolicyPromptVersion;
  modelVersion: '1.0' | '1.1';
  routeVersion: number;
  maxTokens?: number;
  /** Calls that the carrier refuses before it answers. */
  coldCarrierCalls?: number;
  dropsEvery?: number;
  /** The old chat service states neither prompt, model nor route. */
  isLegacy?: boolean;
  sessionId: string;
  userId: string;
  environment?: string;
  startMs: number;
}
