'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { mediaReferencesIn } from '@/lib/domain/media-reference';
import type { Json, Message, MessagePart } from '@/lib/domain/run/run';
import { BodyText } from './body-text';
import { JsonView } from './json-view';
import { MediaStrip } from './media-strip';

interface MessageListProps {
  messages: readonly Message[];
  title: string;
}

/** Of a long conversation its beginning and its end are drawn first; the rest on demand. */
const SHOWN_AT_FIRST = 60;
const HEAD = 10;

/** A conversation as the step had it: roles, texts, tool calls and their results; reasoning is folded. */
export function MessageList({ messages, title }: MessageListProps) {
  const [isWhole, setWhole] = useState(false);
  const hidden = isWhole || messages.length <= SHOWN_AT_FIRST ? 0 : messages.length - SHOWN_AT_FIRST;
  const keyed = messages.map((message, index) => ({ message, key: index })).filter(({ key }) => key < HEAD || key >= HEAD + hidden);
  return (
    <ol aria-label={title} className="grid gap-2">
      {keyed.map(({ message, key }) => (
        <li key={key} className="rounded-md border border-border bg-background">
          {hidden > 0 && key === HEAD + hidden ? (
            <Button variant="link" size="xs" className="mx-2.5" onClick={() => setWhole(true)}>
              Show the {hidden} messages in between
            </Button>
          ) : null}
          <p className="flex items-center gap-2 border-border border-b px-2.5 py-1 text-muted-foreground text-xs">
            <span className="font-medium text-foreground">{message.role}</span>
            {message.name ? <bdi>{message.name}</bdi> : null}
            {message.finishReason ? <span className="ms-auto">finished: {message.finishReason}</span> : null}
          </p>
          <div className="grid gap-2 px-2.5 py-2">
            {message.parts.length === 0 ? <span className="text-muted-foreground text-sm">(empty)</span> : <Parts parts={message.parts} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Parts({ parts }: { parts: readonly MessagePart[] }) {
  const keyed = parts.map((part, index) => ({ part, key: index }));
  return keyed.map(({ part, key }) => <Part key={key} part={part} />);
}

function Part({ part }: { part: MessagePart }) {
  const { type, content, name, id, arguments: given, response } = part as { [field: string]: Json | undefined };
  if (type === 'text' && typeof content === 'string') {
    return (
      <>
        <BodyText text={content} />
        <MediaStrip value={content} />
      </>
    );
  }
  if (type === 'reasoning' && typeof content === 'string') {
    return (
      <details className="text-sm">
        <summary className="w-fit text-muted-foreground text-xs">Reasoning of the model</summary>
        <div className="mt-1 border-border border-s-2 ps-2">
          <BodyText text={content} />
        </div>
      </details>
    );
  }
  const isCall = type === 'tool_call';
  if (!isCall && type !== 'tool_call_response' && mediaReferencesIn(JSON.stringify(part)).length > 0) {
    return (
      <div>
        <MediaStrip value={part as Json} />
        <details className="mt-1 text-xs">
          <summary className="w-fit text-muted-foreground">As sent</summary>
          <JsonView value={part as Json} label={String(type)} />
        </details>
      </div>
    );
  }
  const title = isCall ? `Calls ${String(name ?? 'a tool')}` : type === 'tool_call_response' ? 'Result of a tool' : String(type);
  const value = isCall ? (given ?? null) : type === 'tool_call_response' ? (response ?? null) : (part as Json);
  return (
    <div className="grid gap-1">
      <p className="text-muted-foreground text-xs">
        <span className="font-medium text-orange">{title}</span> {typeof id === 'string' ? <code className="font-mono">{id}</code> : null}
      </p>
      {typeof value === 'string' ? <BodyText text={value} /> : <JsonView value={value} label={title} />}
      <MediaStrip value={value} />
    </div>
  );
}
