interface Component {
  readonly name: string;
  readonly version: string;
}

/** A bill of materials as `npm sbom --sbom-format cyclonedx` writes it, as far as it is read. */
export interface Bill {
  readonly metadata: { readonly component: Readonly<Record<string, unknown>> };
  readonly components: readonly (Component & Readonly<Record<string, unknown>>)[];
}

// Matches `## @lezer/common 1.5.5 (MIT)`.
const HEADING = /^## (\S+) (\S+) \(([^)\n]+)\)$/gm;

/**
 * What npm says is installed beside opsbook, and what is compiled into it, which only the file of its licences names.
 * @param licences the text of `dist-program/LICENSES.md`
 */
export function billOfMaterials(installed: Bill, licences: string): Bill {
  const known = new Set(installed.components.map(({ name, version }) => `${name}@${version}`));
  const compiled = [...licences.matchAll(HEADING)].map(([, name = '', version = '', licence = '']) => ({
    'bom-ref': `${name}@${version}`,
    type: 'library',
    name,
    version,
    scope: 'required',
    purl: `pkg:npm/${name.replace(/^@/, '%40')}@${version}`,
    licenses: [/ (?:OR|AND) /.test(licence) ? { expression: licence } : { license: { name: licence } }],
  }));
  const { component } = installed.metadata;
  return {
    ...installed,
    // npm names it after the folder of the clone.
    metadata: { ...installed.metadata, component: { ...component, name: 'opsbook' } },
    components: [
      ...installed.components,
      ...compiled.filter(({ name, version }) => !known.has(`${name}@${version}`)),
    ],
  };
}
