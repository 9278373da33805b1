// Verifier kind → its contract.
import type { VerifierKind } from '@/lib/domain/verifier/verifier-settings';
import type { VerifierContract } from './contract';
import { judge } from './judge';
import { scorer } from './scorer';

export const VERIFIER_CONTRACTS: Record<VerifierKind, VerifierContract> = { scorer, judge };
