// For pages: an absent or forbidden record is the not-found page, everything else stays an error.
import { notFound } from 'next/navigation';
import { ExpectedError } from '@/lib/errors';

export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ExpectedError && (error.kind === 'not_found' || error.kind === 'forbidden')) notFound();
    throw error;
  }
}
