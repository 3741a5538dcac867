/** The address of a template as it is written, beside that of its page: `/templates/incident.md`. */
export function templateFile(address: string): string {
  return `${address.replace(/\/$/, '')}.md`;
}
