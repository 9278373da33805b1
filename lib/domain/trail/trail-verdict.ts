// What a recomputation of the whole trail found.

export interface TrailVerdict {
  isSound: boolean;
  /** Entries that were read and hashed. */
  entryCount: bigint;
  /** Entries that the newest checkpoint covers. */
  signedCount: bigint;
  checkpointCount: number;
  /** Sentences; at most twenty, the first ones. */
  problems: string[];
  checkedAt: Date;
}
