import type { ActionOutcome } from '@/components/people/action-outcome';
import type { VerifierInput } from '@/lib/domain/verifier/verifier-settings';
import type { VerifierTest } from '@/lib/domain/verifier/verifier-view';

export interface VerifierActions {
  save: (input: VerifierInput) => Promise<ActionOutcome>;
  test: () => Promise<ActionOutcome<VerifierTest>>;
  remove: () => Promise<ActionOutcome>;
}
