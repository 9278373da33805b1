// Images, audio and files inside messages, in the forms that providers and SDKs send them, as canonical blob, uri and file parts.
import { isObject } from './json-container';
import type { Json, MessagePart } from '@/lib/domain/run/run';

type JsonObject = { [key: string]: Json };

/** Undefined for a part that holds no media, or holds it in the canonical form already. */
export function mediaPart(part: JsonObject): MessagePart | undefined {
  const type = part['type'];
  if (part['modality'] !== undefined) return undefined;
  if (type === 'image_url' || type === 'input_image') return located('image', part['image_url'], undefined, part);
  if (type === 'input_audio') return audio(part['input_audio']);
  if (type === 'image' || type === 'document' || type === 'audio')
    return isObject(part['source']) ? sourced(type, part['source']) : typed(type, part);
  return type === 'file' || type === 'input_file' ? file(part) : undefined;
}

/** Anthropic: `{type: "base64", media_type, data}`, `{type: "url", url}`, `{type: "file", file_id}`, `{type: "text", data}`. */
function sourced(modality: string, source: JsonObject): MessagePart | undefined {
  return located(modality, source['url'] ?? source['data'], source['media_type'], source);
}

/** AI SDK: the bytes or the place under the name of the type, or as `data`. */
function typed(modality: string, part: JsonObject): MessagePart | undefined {
  return located(modality, part[modality] ?? part['data'] ?? part['url'], part['mediaType'] ?? part['mimeType'], part);
}

/** OpenAI nests what the Responses API and the AI SDK write flat. */
function file(part: JsonObject): MessagePart | undefined {
  const said = isObject(part['file']) ? { ...part, ...part['file'] } : part;
  const type = said['mediaType'] ?? said['mimeType'] ?? said['mime_type'];
  const family = typeof type === 'string' ? type.split('/')[0] : undefined;
  const modality = family !== undefined && /^(image|audio|video)$/.test(family) ? family : 'document';
  const found = located(modality, said['file_data'] ?? said['file_url'] ?? said['data'] ?? said['url'], type, said);
  const name = said['filename'];
  return found && typeof name === 'string' ? { ...found, filename: name } : found;
}

function audio(sent: Json | undefined): MessagePart | undefined {
  if (!isObject(sent)) return undefined;
  const { data, format } = sent;
  return located('audio', data, typeof format === 'string' ? `audio/${format}` : undefined, sent);
}

/** An address (also a data URI) is a uri, a name in the provider's store a file, everything else base64. */
function located(modality: string, sent: Json | undefined, mimeType: Json | undefined, around: JsonObject): MessagePart | undefined {
  const value = isObject(sent) ? (sent['url'] ?? null) : sent;
  const kind = typeof mimeType === 'string' ? { mime_type: mimeType } : {};
  if (typeof value === 'string' && value !== '') {
    const isAddress = /^([a-z][a-z0-9+.-]*:|@@@langfuseMedia:)/i.test(value);
    return isAddress ? { type: 'uri', modality, ...kind, uri: value } : { type: 'blob', modality, ...kind, content: value };
  }
  const fileId = around['file_id'];
  return typeof fileId === 'string' ? { type: 'file', modality, ...kind, file_id: fileId } : undefined;
}
