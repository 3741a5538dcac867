/** The schema that the registry of MCP servers asks for: https://github.com/modelcontextprotocol/registry */
const SCHEMA = 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json';

/**
 * The name of the server in that registry: the owner's name space, which the registry has them prove, and the package's.
 * @param repository as in `https://github.com/owner/opsbook`
 */
export function mcpName(repository: string): string {
  const { hostname, pathname } = new URL(repository);
  const [, owner = ''] = pathname.split('/');
  const space = hostname === 'github.com' ? `io.github.${owner}` : hostname.split('.').reverse().join('.');
  return `${space}/opsbook`;
}

/** `server.json`: what the registry, and clients that read it, are told of `opsbook mcp`. */
export function mcpManifest(
  { name, version }: Readonly<Record<string, unknown>>,
  repository: string,
): Readonly<Record<string, unknown>> {
  const { hostname } = new URL(repository);
  return {
    $schema: SCHEMA,
    name: mcpName(repository),
    // A hundred letters at most.
    description: "A team's runbooks: finds the right one, reads it, judges its commands. Read-only.",
    repository: { url: repository, source: hostname.replace(/\.com$/, '') },
    version,
    packages: [
      {
        registryType: 'npm',
        identifier: name,
        version,
        transport: { type: 'stdio' },
        packageArguments: [
          { type: 'positional', value: 'mcp' },
          {
            type: 'named',
            name: '--root',
            description: 'The folder of the book: the one with opsbook.yaml, or any folder of runbooks',
            format: 'filepath',
            isRequired: true,
          },
        ],
      },
    ],
  };
}
