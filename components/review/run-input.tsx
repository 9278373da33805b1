import { jsonText } from '@/components/evidence/json-text';
import { LongText } from '@/components/evidence/long-text';
import { MediaStrip } from '@/components/trace/media-strip';
import { MessageList } from '@/components/trace/message-list';
import { toMessages } from '@/lib/domain/message-form';
import type { Json, RunFacts } from '@/lib/domain/run/run';

const SHOWN_CHARS = 700;

/** What the run was asked: text, a conversation as one, or JSON as it is; pictures and sound in place. */
export function RunInput({ facts }: { facts: RunFacts }) {
  const { input } = facts;
  if (input === undefined || input === null || input === '')
    return (
      <p className="text-muted-foreground text-sm">
        <bdi>The trace has no input.</bdi>
      </p>
    );
  const messages = isConversation(input) ? toMessages(input, 'user') : undefined;
  if (messages) return <MessageList messages={messages} title="Input" />;
  return (
    <>
      <LongText text={jsonText(input)} limit={SHOWN_CHARS} className={typeof input === 'string' ? 'text-sm' : 'font-mono text-xs'} />
      <MediaStrip value={input} />
    </>
  );
}

/** Lists of anything else are read as messages only where a step says that they are. */
function isConversation(input: Json): boolean {
  const list = Array.isArray(input) ? input : typeof input === 'object' && input !== null ? input['messages'] : null;
  return (
    Array.isArray(list) &&
    list.length > 0 &&
    list.every((message) => typeof message === 'object' && message !== null && 'role' in message && typeof message['role'] === 'string')
  );
}
