import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);
const known = new Map<string, Promise<Buffer>>();

/**
 * Bytes packed better than a tarball packs. That is half of the work of a compile: it is done beside everything else,
 * and once for what both packages hold.
 */
export function packed(bytes: string | Buffer): Promise<Buffer> {
  if (typeof bytes !== 'string') return compress(bytes, OPTIONS);
  const found = known.get(bytes) ?? compress(bytes, OPTIONS);
  known.set(bytes, found);
  return found;
}

const OPTIONS = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
};
