// The only reader of process.env. Everything has a default that works on one machine; a wrong value refuses to start.
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65535);
const milliseconds = z.coerce.number().int().min(0);
/** Of a quota; 0 is no limit. */
const amount = z.coerce.number().int().min(0);
const flag = z.enum(['on', 'off']);

/** As `lib/connectors/address-policy.ts` reads it. */
function isAddressList(text: string): boolean {
  const bits = (address: string) => (isIP(address) === 4 ? 32 : 128);
  return text.split(',').every((entry) => {
    const [address = '', prefix, more] = entry.trim().split('/');
    if (more !== undefined) return false;
    if (isIP(address) !== 0) return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits(address));
    return prefix === undefined && (address === '' || /^[a-z0-9._-]+$/i.test(address));
  });
}

const envSchema = z.object({
  NODE_ENV: z.string().default('development'),
  COUNTERSIGN_PROCESS: z.string().default('web'),
  DATABASE_URL: z.string().optional(),
  COUNTERSIGN_APP_DATABASE_URL: z.string().optional(),
  COUNTERSIGN_DATA_DIR: z
    .string()
    .default('.data')
    .transform((path) => resolve(path)),
  COUNTERSIGN_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  COUNTERSIGN_KEK: z.string().min(32, 'must have at least 32 characters').optional(),
  COUNTERSIGN_KEK_PREVIOUS: z.string().min(32, 'must have at least 32 characters').optional(),
  COUNTERSIGN_PUBLIC_URL: z.url().optional(),
  COUNTERSIGN_TRUST_PROXY: flag.default('off'),
  COUNTERSIGN_BOOTSTRAP_EMAIL: z.string().default('owner@countersign.local'),
  COUNTERSIGN_BOOTSTRAP_PASSWORD: z.string().optional(),
  COUNTERSIGN_BOOTSTRAP_API_KEY: z.string().optional(),
  COUNTERSIGN_SAMPLES: flag.default('on'),
  COUNTERSIGN_SETTLE_MS: milliseconds.default(5000),
  COUNTERSIGN_STALE_MS: milliseconds.default(600_000),
  COUNTERSIGN_CHECKPOINT_MS: milliseconds.default(60_000),
  COUNTERSIGN_POOL_SIZE: z.coerce.number().int().min(1).max(500).default(10),
  COUNTERSIGN_INGEST_THREADS: z.coerce.number().int().min(0).max(64).optional(),
  COUNTERSIGN_RISK_WEIGHTS: z.string().optional(),
  COUNTERSIGN_INBOX_LIMIT: z.coerce.number().int().min(0).default(1000),
  COUNTERSIGN_MAX_SPANS_PER_SECOND: amount.default(20_000),
  COUNTERSIGN_MAX_BYTES_PER_DAY: amount.default(200_000_000_000),
  COUNTERSIGN_MAX_RUNS_PER_DAY: amount.default(20_000_000),
  COUNTERSIGN_MAX_KEY_REQUESTS_PER_SECOND: amount.default(2000),
  COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS: z
    .string()
    .default('off')
    .refine(isAddressList, 'must be on, off, or hosts, addresses and ranges with commas between'),
  COUNTERSIGN_MAX_DOCUMENT_BYTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(64 * 1024 * 1024),
  COUNTERSIGN_MAX_DOCUMENT_PAGES: z.coerce.number().int().min(1).default(5000),
  COUNTERSIGN_TRAIL_ORIGIN: z
    .string()
    .regex(/^[^\s+]+$/, 'must not hold spaces or +')
    .default('countersign'),
  COUNTERSIGN_TRAIL_KEY: z.string().optional(),
  COUNTERSIGN_TRAIL_REPLACES: z.string().optional(),
  COUNTERSIGN_S3_BUCKET: z.string().optional(),
  COUNTERSIGN_S3_ENDPOINT: z.url().optional(),
  COUNTERSIGN_S3_REGION: z.string().default('us-east-1'),
  COUNTERSIGN_S3_ACCESS_KEY_ID: z.string().optional(),
  COUNTERSIGN_S3_SECRET_ACCESS_KEY: z.string().optional(),
  COUNTERSIGN_S3_FORCE_PATH_STYLE: flag.default('on'),
  COUNTERSIGN_OIDC_ISSUER: z.url().optional(),
  COUNTERSIGN_OIDC_CLIENT_ID: z.string().optional(),
  COUNTERSIGN_OIDC_CLIENT_SECRET: z.string().optional(),
  COUNTERSIGN_OIDC_NAME: z.string().default('Single sign-on'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  COUNTERSIGN_URL: z.string().optional(),
  COUNTERSIGN_API_KEY: z.string().optional(),
  COUNTERSIGN_IMPORT_DATABASE_URL: z.string().optional(),
  LANGFUSE_PUBLIC_KEY: z.string().optional(),
  LANGFUSE_SECRET_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  PORT: port.default(3000),
  INGEST_PORT: port.default(4318),
});
export type Env = z.infer<typeof envSchema>;

let cached: Env | undefined;

/** The validated settings. Throws one error that names every wrong variable; empty variables count as unset. */
export function env(): Env {
  cached ??= readEnv(process.env);
  return cached;
}

/** Forgets what was read; for tests that set variables. */
export function resetEnv(): void {
  cached = undefined;
}

/** For a library that takes a setting from the environment and nowhere else. */
export function setLibraryVariable(name: 'AUTH_TRUST_HOST', value: string): void {
  process.env[name] = value;
}

export function readEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = envSchema.safeParse(present);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new Error(`Countersign cannot start, these settings are wrong: ${problems}`);
}
