import type { Role } from '@/lib/domain/policy';

/** A member as the list shows them. */
export interface MemberRow {
  userId: string;
  name: string;
  email: string;
  role: Role;
  joinedAt: string;
  seenAt: string | null;
  isDisabled: boolean;
  signsInBy: string;
}
