/** What of a package.json is of use to who installs the package. */
const KEPT = [
  ...['name', 'version', 'description', 'keywords', 'license', 'type', 'engines', 'bin', 'exports', 'files'],
  ...['dependencies', 'publishConfig'],
];

/**
 * The package.json that is published: without what only its makers need, and with the address of the repository that it
 * was made in. That address is nowhere in the sources, since they may be kept anywhere; npm's provenance holds it against
 * the workflow that publishes.
 * @param repository as in `https://git.example.org/ops/opsbook`
 * @throws for anything that is no such address
 */
export function publishedManifest(
  manifest: Readonly<Record<string, unknown>>,
  repository: string,
): Readonly<Record<string, unknown>> {
  const { protocol, pathname, search, hash, href } = new URL(repository);
  if (protocol !== 'https:' || search + hash !== '' || !/^\/[\w.-]+\/[\w./-]+[^/]$/.test(pathname))
    throw new Error(`\`${repository}\` is no address of a repository.`);
  return {
    ...Object.fromEntries(KEPT.flatMap((name) => (name in manifest ? [[name, manifest[name]]] : []))),
    homepage: `${href}#readme`,
    bugs: { url: `${href}/issues` },
    repository: { type: 'git', url: `git+${href}.git` },
  };
}
