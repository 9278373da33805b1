/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  // User content never goes through an image pipeline on the server.
  images: { unoptimized: true },
  // `npm run check` type-checks with TypeScript 7, which has no API for Next to call.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['pg', 'pino', 'pdfjs-dist', 'core-js', '@node-rs/argon2', '@aws-sdk/client-s3', 'graphile-worker', 'ajv', 'ajv-formats'],
  experimental: { serverActions: { bodySizeLimit: '4mb' } },
};

export default config;
