/** How many bytes of a SHA-256 tell two files apart. */
const LENGTH = 16;
/** Letters that they take. */
const LETTERS = 22;

/** A content's digest from its whole SHA-256, as it stands in an address: the build and the browser write the same. */
export function shortDigest(sha256: ArrayBuffer | Uint8Array): string {
  const bytes = new Uint8Array(sha256).subarray(0, LENGTH);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, LETTERS); // what follows only fills up
}
