// Prisma's configuration. `prisma generate` asks for a schema engine binary that it never runs; any executable satisfies it, so
// nothing is downloaded. Migrations are applied by prisma/migrate.ts with the same engine as WebAssembly.
import { defineConfig } from 'prisma/config';

process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
