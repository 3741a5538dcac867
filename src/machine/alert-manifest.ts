import type { BookDocument } from './book-document.ts';

/** For those who look a runbook up by the alert that fired: where its file is, by the alert's name and labels. */
export interface AlertManifest {
  readonly version: 1;
  /** The commit whose files are meant; absent outside git. */
  readonly commit?: string;
  readonly alerts: readonly {
    readonly alert: string;
    /** Labels that the rule itself sets, without those that it fills in from the series. */
    readonly labels: Readonly<Record<string, string>>;
    readonly runbooks: readonly { readonly id: string; readonly path: string; readonly address: string }[];
  }[];
}

/** Makes the manifest of a book's alerts. */
export function alertManifest({ alerts, runbooks }: BookDocument, commit: string | undefined): AlertManifest {
  const byId = new Map(runbooks.map((runbook) => [runbook.id, runbook]));
  return {
    version: 1,
    ...(commit === undefined ? {} : { commit }),
    alerts: alerts.map(({ name, labels, runbooks: ids }) => ({
      alert: name,
      labels: Object.fromEntries(Object.entries(labels).filter(([, value]) => !value.includes('{{'))),
      runbooks: ids.flatMap((id) => {
        const known = byId.get(id);
        return known ? [{ id, path: known.path, address: known.address }] : [];
      }),
    })),
  };
}
