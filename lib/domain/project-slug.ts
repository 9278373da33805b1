// The short name of a project in addresses: `/demo/queue`.
import { z } from 'zod';
import { plainNameSchema } from './plain-name';

/** First parts of addresses that belong to the product itself. */
const RESERVED = new Set(
  'account admin api assets auth docs favicon find health join new pdfjs projects public reset robots settings sign-in sign-out static v1'.split(
    ' ',
  ),
);

export const projectSlugSchema = z
  .string()
  .min(2, 'needs at least 2 characters')
  .max(40, 'has at most 40 characters')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'takes small letters, digits and single hyphens between them')
  .refine((slug) => !RESERVED.has(slug), 'is used by the product itself; choose another');

export const projectNameSchema = plainNameSchema(80);
