// What a new password has to be. Length is what counts; rules about kinds of characters make people choose worse ones.
import { z } from 'zod';
import { plainNameSchema } from './plain-name';

export const MIN_PASSWORD_CHARACTERS = 12;
export const MAX_PASSWORD_CHARACTERS = 200;

export const newPasswordSchema = z
  .string()
  .min(MIN_PASSWORD_CHARACTERS, `needs at least ${MIN_PASSWORD_CHARACTERS} characters`)
  .max(MAX_PASSWORD_CHARACTERS, `has at most ${MAX_PASSWORD_CHARACTERS} characters`)
  .refine((password) => new Set(password.toLowerCase()).size >= 5, 'repeats a few characters only; mix more of them');

export const personNameSchema = plainNameSchema(120);

export const emailSchema = z.string().trim().toLowerCase().max(320, 'is too long').pipe(z.email('is not an e-mail address'));
