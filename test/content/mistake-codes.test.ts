import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';

const read = (folder: string, name: RegExp) =>
  readdirSync(folder)
    .filter((file) => name.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');

describe('Kinds of mistakes', () => {
  const sources = read(join(import.meta.dirname, '../../server/content/mistakes'), /\.ts$/);
  const codes = [...new Set([...sources.matchAll(/\b(?:error|warning)\(\s*'([a-z0-9-]+)'/g)].map(([, code]) => code ?? ''))];

  it('are more than a hundred', () => {
    expect(codes.length).to.be.above(100);
  });

  it('are each shown by a test', () => {
    const tests = read(import.meta.dirname, /\.test\.ts$/);
    expect(codes.filter((code) => !new RegExp(`\\b${code}\\b`).test(tests))).to.deep.equal([]);
  });
});
