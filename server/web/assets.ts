import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';
import { NotFound } from '../errors.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
};
const compressible = new Set(['.css', '.js', '.svg', '.webmanifest']);

interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly brotli: Buffer | undefined;
  readonly gzip: Buffer | undefined;
}

/** The files of `public/`: few and small, so they are kept in memory, compressed, named by their content. */
export interface Assets {
  /** `styles/bimtek.css` -> `/assets/styles/bimtek.1a2b3c4d.css` */
  url(name: string): string;
  send(request: Request, response: Response): void;
}

const listFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && contentTypes[extname(entry.name)] !== undefined)
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));

/**
 * Scripts that are put together from others, so that a page asks for one file: `scripts/bundles.json` says which, in which
 * order. Nothing is translated on the way, so they are the same in development, in tests and as built.
 */
export function readBundles(publicDir: string): ReadonlyMap<string, Buffer> {
  const folder = join(publicDir, 'scripts');
  const list = join(folder, 'bundles.json');
  if (!existsSync(list)) return new Map();
  const bundles = JSON.parse(readFileSync(list, 'utf8')) as Readonly<Record<string, readonly string[]>>;
  return new Map(Object.entries(bundles).map(([name, parts]) => [`scripts/${name}`, Buffer.concat(parts.map((part) => Buffer.concat([readFileSync(join(folder, part)), NEW_LINE])))]));
}

const NEW_LINE = Buffer.from('\n');

const assetOf = (name: string, plain: Buffer): Asset => {
  const extension = extname(name);
  const worthIt = compressible.has(extension);
  return {
    type: contentTypes[extension] ?? 'application/octet-stream',
    plain,
    brotli: worthIt ? brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }) : undefined,
    gzip: worthIt ? gzipSync(plain, { level: 9 }) : undefined,
  };
};

const hashedName = (name: string, asset: Asset): string => {
  const digest = createHash('sha256').update(asset.plain).digest('hex').slice(0, 8);
  const extension = extname(name);
  return `${name.slice(0, -extension.length)}.${digest}${extension}`;
};

export function loadAssets(publicDir: string): Assets {
  const urls = new Map<string, string>();
  const byUrl = new Map<string, Asset>();
  const files = listFiles(publicDir).map((name) => [name, readFileSync(join(publicDir, name))] as const);
  for (const [name, plain] of [...files, ...readBundles(publicDir)]) {
    const asset = assetOf(name, plain);
    const url = `/assets/${hashedName(name, asset)}`;
    urls.set(name, url);
    byUrl.set(url, asset);
  }
  return {
    url: (name) => {
      const url = urls.get(name);
      if (!url) throw new TypeError(`public/${name} does not exist`);
      return url;
    },
    send: (request, response) => {
      const asset = byUrl.get(`/assets${request.path}`);
      if (!asset) throw new NotFound('Berkas ini tidak ada.');
      response.set({
        'Content-Type': asset.type,
        'Cache-Control': 'public, max-age=31536000, immutable',
        Vary: 'Accept-Encoding',
      });
      const encoding = request.acceptsEncodings('br', 'gzip', 'identity');
      if (encoding === 'br' && asset.brotli) response.set('Content-Encoding', 'br').send(asset.brotli);
      else if (encoding === 'gzip' && asset.gzip) response.set('Content-Encoding', 'gzip').send(asset.gzip);
      else response.send(asset.plain);
    },
  };
}

/** Assets of a folder that is being edited: read anew for every request. */
export function loadChangingAssets(publicDir: string): Assets {
  return {
    url: (name) => loadAssets(publicDir).url(name),
    send: (request, response) => loadAssets(publicDir).send(request, response),
  };
}
