import path from 'node:path';
import { defineConfig } from 'prisma/config';

// Prisma's native engine is downloaded from a host that locked-down networks refuse; ours speaks its protocol through the
// WebAssembly build that npm carries. A machine that has the native one keeps it by setting the variable.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??=
  process.platform === 'win32' ? process.execPath : path.join(import.meta.dirname, 'prisma/schema-engine/engine.mjs');

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://127.0.0.1:5432/observatoire' },
});
