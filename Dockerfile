# syntax=docker/dockerfile:1
FROM node:24-slim AS base
WORKDIR /app
RUN npm install --global --no-audit --no-fund pnpm@12.21.0

FROM base AS manifests
COPY . /all
# Only what decides on the dependencies, so that a change of source does not install them anew.
RUN cd /all && find . -name package.json -o -name pnpm-lock.yaml -o -name pnpm-workspace.yaml | tar --create --files-from - | tar --extract --directory /app

FROM base AS web
COPY --from=manifests /app ./
RUN --mount=type=cache,id=pnpm,target=/pnpm pnpm install --frozen-lockfile --store-dir /pnpm
COPY . .
RUN pnpm --filter @essor/web run build

FROM base AS dependencies
COPY --from=manifests /app ./
# Installed in place rather than deployed into node_modules, where Node refuses to run TypeScript.
RUN --mount=type=cache,id=pnpm,target=/pnpm pnpm install --frozen-lockfile --prod --filter '@essor/api...' --store-dir /pnpm

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 ESSOR_DATA=/data
RUN mkdir /data && chown node:node /data
COPY --from=dependencies /app ./
COPY apps/api apps/api
COPY packages packages
COPY --from=web /app/apps/web/dist apps/web/dist
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the first process, so that it gets the container's stop signal.
CMD ["node", "apps/api/src/server.ts"]
