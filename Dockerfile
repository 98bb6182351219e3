# The whole product on one machine, as `npm start` runs it; data are in the volume /data.
#   docker build -t convite . && docker run -p 3000:3000 -v convite:/data convite

FROM node:24-slim AS installed
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:24-slim
WORKDIR /app
COPY --from=installed /app/node_modules ./node_modules
COPY . .
# The server keeps its bundle beside the packages, and its data in the volume: the user `node` owns no other folder.
RUN mkdir -p /data node_modules/.cache && chown node:node /data node_modules/.cache
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 CONVITE_DATA=/data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:' + process.env.PORT).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-old-space-size=192", "--max-semi-space-size=8", "infra/local/start.mjs"]
