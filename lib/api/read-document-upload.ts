// Reads an uploaded document, as a multipart form or as JSON, with a cap on every part of it.
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import busboy from 'busboy';
import type { z } from 'zod';
import type { NewDocument } from '@/lib/domain/document';
import { documentDetailsSchema, documentRequestSchema } from '@/lib/domain/document-response';
import type { Json } from '@/lib/domain/run/run';
import { env } from '@/lib/env';
import { ExpectedError, invalid } from '@/lib/errors';
import { invalidFromZod } from './problem';
import { parseJson, readJson } from './read-json';

interface Form {
  fields: Map<string, string>;
  file: { bytes: Uint8Array; fileName: string | undefined; mediaType: string | undefined } | null;
}

const MAX_FIELD_BYTES = 16 * 1024 * 1024;
const FIELDS = ['document_id', 'title', 'authority', 'effective_from', 'metadata', 'corrects', 'media_type'] as const;

/** Throws 400, 413, 415 or 422 in words. Nothing is stored before all of it has arrived. */
export async function readDocumentUpload(request: Request): Promise<NewDocument> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return readJsonUpload(request);
  if (type === 'multipart/form-data') return readForm(request);
  throw new ExpectedError(
    'invalid',
    'unsupported_media_type',
    'Send the document as multipart/form-data with a file, or as application/json with content or content_base64.',
    { status: 415 },
  );
}

async function readJsonUpload(request: Request): Promise<NewDocument> {
  const maxBytes = env().COUNTERSIGN_MAX_DOCUMENT_BYTES;
  const body = await readJson(request, documentRequestSchema, Math.ceil(maxBytes * 1.4) + MAX_FIELD_BYTES);
  const bytes = body.content === undefined ? Buffer.from(body.content_base64 ?? '', 'base64') : Buffer.from(body.content, 'utf8');
  return { ...newDocument(body), bytes, hint: { mediaType: body.media_type, fileName: body.file_name } };
}

async function readForm(request: Request): Promise<NewDocument> {
  const { fields, file } = await parseForm(request);
  if (!file) throw invalid('The form has no file. Add the document as a file part.', [{ path: '/file', detail: 'is missing' }]);
  const details: { [name: string]: unknown } = Object.fromEntries(
    [...fields].filter(([name, value]) => name !== 'media_type' && (value !== '' || name === 'document_id')),
  );
  for (const name of ['metadata', 'corrects']) if (details[name]) details[name] = parseField(name, details[name]);
  const parsed = documentDetailsSchema.safeParse(details);
  if (!parsed.success) throw invalidFromZod(parsed.error);
  return {
    ...newDocument(parsed.data),
    bytes: file.bytes,
    hint: { mediaType: fields.get('media_type') ?? file.mediaType, fileName: file.fileName },
  };
}

function parseField(name: string, text: unknown): unknown {
  try {
    return parseJson(String(text));
  } catch {
    throw invalid(`${name} is not JSON. Send an object.`, [{ path: `/${name}`, detail: 'is not JSON' }]);
  }
}

function newDocument(details: z.infer<typeof documentDetailsSchema>): Omit<NewDocument, 'bytes'> {
  return {
    documentId: details.document_id,
    title: details.title,
    authority: details.authority,
    effectiveFrom: details.effective_from,
    metadata: details.metadata as { [key: string]: Json } | undefined,
    corrects: details.corrects,
  };
}

async function parseForm(request: Request): Promise<Form> {
  const { body } = request;
  if (!body) throw malformed(new Error('The body is empty'));
  const maxBytes = env().COUNTERSIGN_MAX_DOCUMENT_BYTES;
  const form: Form = { fields: new Map(), file: null };
  return new Promise((resolve, reject) => {
    const parser = formParser(request.headers, maxBytes);
    const source = Readable.fromWeb(body as NodeReadableStream);
    const refuse = (error: Error) => {
      source.unpipe(parser);
      source.destroy();
      reject(error);
    };
    parser.on('file', (name, stream, info) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      // A form that is cut off fails at its file, and an error that nobody hears ends the process.
      stream.on('error', (error) => refuse(malformed(error)));
      stream.on('limit', () => refuse(tooLarge(`The document is larger than ${maxBytes} bytes. Split it and send the parts.`)));
      stream.on('end', () => {
        if (form.file)
          refuse(invalid('The form has two files. Send one document at a time.', [{ path: `/${name}`, detail: 'is a second file' }]));
        form.file = { bytes: Buffer.concat(chunks), fileName: info.filename || undefined, mediaType: info.mimeType || undefined };
      });
    });
    parser.on('field', (name, value, info) => {
      if (info.valueTruncated || info.nameTruncated)
        refuse(tooLarge(`The field ${name} is larger than ${MAX_FIELD_BYTES} bytes. Send less.`));
      else if (!(FIELDS as readonly string[]).includes(name))
        refuse(
          invalid(`There is no field ${name}. Known are ${FIELDS.join(', ')} and a file.`, [{ path: `/${name}`, detail: 'is not known' }]),
        );
      else form.fields.set(name, value);
    });
    parser.on('partsLimit', () => refuse(tooLarge('The form has too many parts. Send one file and its fields.')));
    parser.on('close', () => resolve(form));
    parser.on('error', (error: Error) => refuse(malformed(error)));
    source.on('error', (error: Error) => reject(malformed(error)));
    source.pipe(parser);
  });
}

function formParser(headers: Headers, maxBytes: number): busboy.Busboy {
  try {
    return busboy({
      headers: { 'content-type': headers.get('content-type') ?? '' },
      // Latin-1 is busboy's default; browsers and most clients send file names as UTF-8.
      defParamCharset: 'utf8',
      limits: { fileSize: maxBytes, files: 2, fields: 20, parts: 22, fieldSize: MAX_FIELD_BYTES, fieldNameSize: 200, headerPairs: 50 },
    });
  } catch (error) {
    throw malformed(error as Error);
  }
}

const tooLarge = (message: string) => new ExpectedError('invalid', 'too_large', message, { status: 413 });
const malformed = (error: Error) =>
  new ExpectedError(
    'invalid',
    'malformed',
    `The form cannot be read: ${error.message}. Send it again with a boundary in its content type.`,
    { status: 400 },
  );
