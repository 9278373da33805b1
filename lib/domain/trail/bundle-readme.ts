// The README of a trail bundle, for an auditor who is no engineer.

export interface BundleExtent {
  origin: string;
  /** Entries that the checkpoint covers. */
  size: bigint;
  exportedAt: Date;
  /** What was asked for, in words; null when everything was. */
  filter: string | null;
}

export function bundleReadme({ origin, size, exportedAt, filter }: BundleExtent): string {
  return `COUNTERSIGN TRAIL EXPORT

Trail          ${origin}
Entries        ${size} in the trail when it was signed
Exported       ${exportedAt.toISOString()}
In this folder ${filter === null ? 'every entry' : `entries with ${filter}`}

WHAT THIS IS
Every decision, sign-in, rule change and export of the project is one entry in a list to which entries can only be added.
The list is signed. With the file verify.mjs you can check, without any server and without trusting whoever sent you
this folder, that each entry is exactly what was signed, and that nothing was changed or removed since you last looked.

HOW TO CHECK IT
1. Unzip everything into one folder.
2. Install Node.js 18 or later if it is not there (https://nodejs.org). Nothing else is needed, and no network.
3. In that folder run:   node verify.mjs
   It ends with VERIFIED or NOT VERIFIED and says in sentences what it found.

HOW TO TRUST IT MORE
- Keep the file "checkpoint" of every export. Next time run:
     node verify.mjs --checkpoint the-checkpoint-that-you-kept
  This finds entries that were changed or removed in between, even by somebody who controls the database and the key.
- Get the public key once by another way (ask the project's owner) and pass it with --key instead of relying on
  public-key.txt of this folder.
- Put the documents that decisions refer to into a folder "documents" here: each is compared, to the byte, with the
  hashes that the entries name.

- An extract (one run, one person, one period) proves what it holds. That nothing was left out of it, only an export of
  the whole trail can show: there the verifier rebuilds the tree from every entry.

FILES
checkpoint          the signed state of the list: name, number of entries, root hash, signature (C2SP tlog-checkpoint)
public-key.txt      public keys that signed this trail, the newest first
entries.jsonl       one entry a line: its index, its exact text, and the values that the text only commits to
proofs/             one proof an entry (C2SP tlog-proof)
tile/0/             the hash of every entry of the trail, also of those that are not in this export (C2SP tlog-tiles)
consistency.json    proofs that the list continues earlier checkpoints
documents.json      documents that the runs in this export used, with their SHA-256 (a list for reading; entries are the proof)
people.json         names of the actors as they were at export (a list for reading; entries hold ids only)
verify.mjs          the verifier

Values can be erased on request. An erased value is counted as such; the entry and its proof stay whole.
`;
}
