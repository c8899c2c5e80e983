import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { existsSync } from 'node:fs';

/** Programs that know nothing of us; where one is not on the machine, the tests that need it say so and are skipped. */
export type PdfTool = 'pdftotext' | 'pdfinfo' | 'pdffonts' | 'pdftoppm' | 'qpdf' | 'zbarimg' | 'pdfdetach' | 'python3';

const present = (tool: PdfTool): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, tool)));

/** Skips the running test unless all the tools are there. */
export const needs = (test: Mocha.Context, ...tools: readonly PdfTool[]): void => {
  const absent = tools.filter((tool) => !present(tool));
  if (absent.length === 0) return;
  process.stdout.write(`      skipped: ${absent.join(', ')} not on this machine\n`);
  test.skip();
};

/** What a tool prints; `exitCode` other than 0 rejects, with what it complained of. */
const run = (tool: PdfTool, args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(tool, args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${tool}: ${stdout}${stderr}`));
      else resolve(stdout);
    });
  });

/** Lends a folder with `certificate.pdf` in it, and takes it away again. */
const withFile = async <T>(pdf: Buffer, use: (file: string, folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
  const file = join(folder, 'certificate.pdf');
  try {
    await writeFile(file, pdf);
    return await use(file, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

export const textOf = (pdf: Buffer, page?: number): Promise<string> =>
  withFile(pdf, (file) => run('pdftotext', [...(page ? ['-f', String(page), '-l', String(page)] : []), '-layout', file, '-']));

export const infoOf = (pdf: Buffer): Promise<string> => withFile(pdf, (file) => run('pdfinfo', [file]));
export const structureOf = (pdf: Buffer): Promise<string> => withFile(pdf, (file) => run('pdfinfo', ['-struct-text', file]));
export const check = (pdf: Buffer): Promise<string> => withFile(pdf, (file) => run('qpdf', ['--check', file]));

/** The files that lie in the document, by name, as poppler finds them. */
export const attachmentsOf = (pdf: Buffer): Promise<ReadonlyMap<string, Buffer>> =>
  withFile(pdf, async (file, folder) => {
    const names = (await run('pdfdetach', ['-list', file])).split('\n').flatMap((line) => /^\d+: (.+)$/.exec(line)?.[1] ?? []);
    const found = new Map<string, Buffer>();
    for (const [index, name] of names.entries()) {
      const target = join(folder, `attached-${index}`);
      await run('pdfdetach', ['-save', String(index + 1), '-o', target, file]);
      found.set(name, await readFile(target));
    }
    return found;
  });

/** The first page as grey dots: for those who want to spoil it. */
export const pageOf = (pdf: Buffer, dotsAnInch: number) =>
  withFile(pdf, async (file, folder) => {
    await run('pdftoppm', ['-r', String(dotsAnInch), '-gray', '-f', '1', '-l', '1', '-singlefile', file, join(folder, 'page')]);
    const pgm = await readFile(join(folder, 'page.pgm'));
    const [, width = '0', height = '0'] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.toString('latin1', 0, 40)) ?? [];
    return { width: Number(width), height: Number(height), dots: pgm.subarray(pgm.length - Number(width) * Number(height)) };
  });

/** The alternative texts of figures, in the file's order. */
export const alternativesOf = async (pdf: Buffer): Promise<readonly string[]> => {
  const plain = await withFile(pdf, (file) => run('qpdf', ['--qdf', '--object-streams=disable', file, '-']));
  return [...plain.matchAll(/\/Alt \((.*)\)$/gm)].map(([, description = '']) => description);
};

export interface EmbeddedFont {
  readonly name: string;
  readonly embedded: boolean;
  readonly subset: boolean;
  readonly unicode: boolean;
}

export const fontsOf = async (pdf: Buffer): Promise<readonly EmbeddedFont[]> => {
  const lines = (await withFile(pdf, (file) => run('pdffonts', [file]))).trim().split('\n').slice(2);
  return lines.map((line) => {
    const [name = ''] = line.split(/\s+/);
    const [embedded, subset, unicode] = line.match(/\b(yes|no)\b/g) ?? [];
    return { name, embedded: embedded === 'yes', subset: subset === 'yes', unicode: unicode === 'yes' };
  });
};

/** Millimetres from the upper left corner. */
export interface Word {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The words of a page with the boxes an independent reader finds for them. */
export const wordsOf = async (pdf: Buffer, page: number): Promise<readonly Word[]> => {
  const html = await withFile(pdf, (file) => run('pdftotext', ['-f', String(page), '-l', String(page), '-bbox', file, '-']));
  const word = /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g;
  const mm = (points: string | undefined): number => (Number(points) * 25.4) / 72;
  return [...html.matchAll(word)].map(([, left, top, right, bottom, text = '']) => ({
    text,
    left: mm(left),
    right: mm(right),
    top: mm(top),
    bottom: mm(bottom),
  }));
};

/** What a QR decoder reads from the page as an office scanner would see it, at 150 dots an inch. */
export const scan = (pdf: Buffer): Promise<string> =>
  withFile(pdf, async (file, folder) => {
    await run('pdftoppm', ['-r', '150', '-png', '-f', '1', '-l', '1', '-singlefile', file, join(folder, 'page')]);
    return (await run('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', join(folder, 'page.png')])).trim();
  });

/** Red, green and blue of a dot, its place in millimetres. */
export const colourAt = (pdf: Buffer, page: number, x: number, y: number): Promise<readonly number[]> =>
  withFile(pdf, async (file, folder) => {
    const dot = (mm: number): string => String(Math.round((mm * 200) / 25.4));
    const part = ['-x', dot(x), '-y', dot(y), '-W', '1', '-H', '1'];
    await run('pdftoppm', ['-r', '200', '-f', String(page), '-l', String(page), '-singlefile', ...part, file, join(folder, 'dot')]);
    return [...(await readFile(join(folder, 'dot.ppm'))).subarray(-3)];
  });

/** A part of the first page as grey values, at 600 dots an inch; the box in millimetres. */
export const greyOf = (
  pdf: Buffer,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
) =>
  withFile(pdf, async (file, folder) => {
    const dots = (mm: number): string => String(Math.round((mm * 600) / 25.4));
    const part = ['-x', dots(box.x), '-y', dots(box.y), '-W', dots(box.width), '-H', dots(box.height)];
    await run('pdftoppm', ['-r', '600', '-gray', '-f', '1', '-l', '1', '-singlefile', ...part, file, join(folder, 'part')]);
    const pgm = await readFile(join(folder, 'part.pgm'));
    const [, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.toString('latin1', 0, 40)) ?? [];
    if (width === undefined || height === undefined) throw new Error('pdftoppm wrote no grey picture');
    const first = pgm.length - Number(width) * Number(height);
    return {
      width: Number(width),
      height: Number(height),
      isDark: (x: number, y: number): boolean => (pgm[first + y * Number(width) + x] ?? 255) < 128,
    };
  });
