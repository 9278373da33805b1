// Thrown where a document cannot be turned into text. The document is still kept: its bytes are stored, its state is failed.

/** `message` is one sentence for the person who sent the document: what is wrong and what to do. */
export class UnreadableDocument extends Error {
  override readonly name = 'UnreadableDocument';
}
