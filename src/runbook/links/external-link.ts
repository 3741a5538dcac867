/** What a link to another site came to when it was asked. */
export type LinkAnswer =
  | { readonly kind: 'good' }
  /** For good: every step of the way says so. */
  | { readonly kind: 'moved'; readonly to: string }
  /** It answers that there is nothing: 404, 410, or a host that does not exist. */
  | { readonly kind: 'gone'; readonly reason: string }
  /** Today it cannot be told: it asks for patience, fails, or takes too long. */
  | { readonly kind: 'unsure'; readonly reason: string }
  /** It leads into a private network that nobody has listed: it was not asked. */
  | { readonly kind: 'private' }
  | { readonly kind: 'no-anchor'; readonly anchor: string };
