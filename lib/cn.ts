// Joins class names; later Tailwind classes win over earlier ones of the same kind.
import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({ extend: { classGroups: { 'font-size': [{ text: ['2xs'] }] } } });

export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
