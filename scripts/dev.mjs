// `npm run dev`: as `npm start`, with Next in development mode.
process.argv.push('--dev');
await import('./start.mjs');
