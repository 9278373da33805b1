import { describe, expect, it } from 'vitest';
import { mediaPart } from './media-part';
import type { Json } from '@/lib/domain/run/run';

describe('media in messages', () => {
  it.each<[string, { [key: string]: Json }, { [key: string]: Json }]>([
    [
      'OpenAI image',
      { type: 'image_url', image_url: { url: 'https://x/i.png' } },
      { type: 'uri', modality: 'image', uri: 'https://x/i.png' },
    ],
    [
      'OpenAI Responses image',
      { type: 'input_image', image_url: 'data:image/png;base64,AA' },
      { type: 'uri', modality: 'image', uri: 'data:image/png;base64,AA' },
    ],
    ['OpenAI Responses stored image', { type: 'input_image', file_id: 'f1' }, { type: 'file', modality: 'image', file_id: 'f1' }],
    [
      'OpenAI audio',
      { type: 'input_audio', input_audio: { data: 'AA', format: 'wav' } },
      { type: 'blob', modality: 'audio', mime_type: 'audio/wav', content: 'AA' },
    ],
    [
      'OpenAI file',
      { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AA' } },
      { type: 'uri', modality: 'document', uri: 'data:application/pdf;base64,AA', filename: 'a.pdf' },
    ],
    [
      'Anthropic image',
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA' } },
      { type: 'blob', modality: 'image', mime_type: 'image/png', content: 'AA' },
    ],
    [
      'Anthropic document',
      { type: 'document', source: { type: 'url', url: 'https://x/a.pdf' } },
      { type: 'uri', modality: 'document', uri: 'https://x/a.pdf' },
    ],
    [
      'AI SDK image',
      { type: 'image', image: 'AA', mediaType: 'image/png' },
      { type: 'blob', modality: 'image', mime_type: 'image/png', content: 'AA' },
    ],
    [
      'AI SDK file',
      { type: 'file', data: 'AA', mediaType: 'application/pdf', filename: 'a.pdf' },
      { type: 'blob', modality: 'document', mime_type: 'application/pdf', content: 'AA', filename: 'a.pdf' },
    ],
    [
      'AI SDK picture as file',
      { type: 'file', data: 'https://x/i.png', mediaType: 'image/png' },
      { type: 'uri', modality: 'image', mime_type: 'image/png', uri: 'https://x/i.png' },
    ],
    [
      'Langfuse token',
      { type: 'image_url', image_url: { url: '@@@langfuseMedia:type=image/png|id=x|source=bytes@@@' } },
      { type: 'uri', modality: 'image', uri: '@@@langfuseMedia:type=image/png|id=x|source=bytes@@@' },
    ],
  ])('%s', (_name, part, expected) => {
    expect(mediaPart(part)).toEqual(expected);
  });

  it.each<{ [key: string]: Json }>([
    { type: 'text', text: 'a' },
    { type: 'blob', modality: 'image', content: 'AA' },
    { type: 'file', modality: 'image', file_id: 'f' },
    { type: 'image' },
    { type: 'input_audio', input_audio: 'odd' },
  ])('leaves %j as it is', (part) => {
    expect(mediaPart(part)).toBeUndefined();
  });
});
