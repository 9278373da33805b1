// Takes the pictures of the documentation: `npm run screenshots`.
import journeys from './playwright.config';

export default { ...journeys, testMatch: 'take-screenshots.ts', retries: 0 };
