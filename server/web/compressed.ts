import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request } from 'express';

/** Below this, what compressing saves is less than a network packet. */
const SMALLEST = 1024;
/** Pages are made for one reader: 4 takes a third of the time of 6 for 3% more bytes. */
const BROTLI_QUALITY = 4;

export interface Compressed {
  readonly body: Buffer;
  readonly encoding?: 'br' | 'gzip';
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const asBrotli = (body: Buffer): Promise<Buffer> =>
  brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } });

/** How many bytes a body is for a browser that takes brotli, as nearly every phone does. */
export const brotliSize = async (body: Buffer): Promise<number> => (body.length < SMALLEST ? body.length : (await asBrotli(body)).length);

/** A whole body as this browser takes it best; the work is done outside the event loop. */
export async function compressed(body: Buffer, request: Request): Promise<Compressed> {
  if (body.length < SMALLEST) return { body };
  const encoding = request.acceptsEncodings('br', 'gzip', 'identity');
  if (encoding === 'br') return { body: await asBrotli(body), encoding };
  return encoding === 'gzip' ? { body: await zip(body), encoding } : { body };
}
