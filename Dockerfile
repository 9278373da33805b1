# One image for all processes: `web`, `ingest`, `worker`, or `up` (all of them and, without DATABASE_URL, an embedded PostgreSQL).
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY scripts ./scripts
RUN npm install --no-save --no-audit --no-fund
COPY . .
RUN node scripts/build.mjs

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production COUNTERSIGN_DATA_DIR=/data NEXT_TELEMETRY_DISABLED=1
RUN useradd --create-home --uid 10001 countersign && install -d -o countersign -g countersign /data
COPY --from=build --chown=countersign:countersign /app /app
USER countersign
VOLUME /data
EXPOSE 3000 4318
HEALTHCHECK --interval=10s --timeout=3s CMD node -e "fetch('http://127.0.0.1:' + (process.env.PORT ?? 3000) + '/api/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
ENTRYPOINT ["node", "scripts/run.mjs"]
CMD ["up"]
