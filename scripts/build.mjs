// What an image needs before it can run: generated client and built application.
import { ensureBuilt, ensureGenerated } from './ensure.mjs';

ensureGenerated();
ensureBuilt();
