# Two images of one source. The whole of opsbook, and with `--target lint` the linter alone:
#   docker build --tag opsbook . && docker run --rm --volume "$PWD:/book" opsbook lint
#   docker build --target lint --tag opsbook-lint .
# NODE names the image to begin with; give it with its digest to have the same one each time.
ARG NODE=node:24-slim

FROM ${NODE} AS made
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund
RUN npm pack --silent --pack-destination /out . && npm pack --silent --pack-destination /out ./dist-program/linter

FROM ${NODE} AS base
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/*
# Whoever mounts a folder there says by that to trust it; opsbook has git run no program that its settings name.
RUN git config --system --add safe.directory '*'
ENV OPSBOOK_CACHE=/tmp/opsbook
WORKDIR /book
ENTRYPOINT ["opsbook"]

FROM base AS lint
COPY --from=made /out/opsbook-lint-*.tgz /opt/
RUN npm install --global --no-audit --no-fund --ignore-scripts /opt/opsbook-lint-*.tgz && rm /opt/opsbook-lint-*.tgz
USER node
CMD ["lint"]

FROM base AS opsbook
COPY --from=made /out/opsbook-[0-9]*.tgz /opt/
RUN npm install --global --no-audit --no-fund --ignore-scripts /opt/opsbook-[0-9]*.tgz && rm /opt/opsbook-[0-9]*.tgz
USER node
CMD ["--help"]
