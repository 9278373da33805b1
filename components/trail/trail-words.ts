// Types of trail entries in words: `decision.submitted` reads as "decision submitted".
export const trailWords = (type: string): string => type.replaceAll(/[._]/g, ' ');
