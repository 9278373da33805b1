// On every answer. The Content Security Policy of pages carries a nonce and comes from proxy.ts; answers of the API run nothing.
const everywhere = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'x-frame-options', value: 'DENY' },
  { key: 'x-dns-prefetch-control', value: 'off' },
  { key: 'referrer-policy', value: 'same-origin' },
  { key: 'cross-origin-opener-policy', value: 'same-origin' },
  { key: 'cross-origin-resource-policy', value: 'same-origin' },
  { key: 'permissions-policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
];
// `sandbox`: a document that somebody uploaded and another opens by its address gets no script and no origin.
const api = [
  { key: 'content-security-policy', value: "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'" },
];

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  // User content never goes through an image pipeline on the server.
  images: { unoptimized: true },
  // `npm run check` type-checks with TypeScript 7, which has no API for Next to call.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'pg',
    'pino',
    'pdfjs-dist',
    'pdfkit',
    'core-js',
    '@node-rs/argon2',
    '@aws-sdk/client-s3',
    'graphile-worker',
    'ajv',
    'ajv-formats',
  ],
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    { source: '/api/:path*', headers: api },
    // Several files a document, and the same for as long as this version of the product runs.
    { source: '/pdfjs/:path*', headers: [{ key: 'cache-control', value: 'public, max-age=86400' }] },
  ],
  // In development, Next would print what forms send: passwords, keys and credentials among it.
  logging: { serverFunctions: false },
  experimental: { serverActions: { bodySizeLimit: '4mb' } },
};

export default config;
