import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { transformSync } from 'esbuild';
import { expect } from 'chai';
import { translateTo } from '../../server/web/i18n/translate.ts';
import { createRenderer } from '../../server/web/render.ts';
import { samplePages, type SamplePage } from '../fixtures/pages/index.ts';

const render = createRenderer('views', { keep: true });

const draw = (page: SamplePage): string =>
  render(page.view, { t: translateTo('id'), language: 'id', viewer: undefined, asset: (name: string) => `/assets/${name}`, csrf: 'token', path: page.path, ...page.fields });

const all = (pattern: RegExp, html: string): string[] => [...html.matchAll(pattern)].map((match) => match[1] ?? match[0]);

describe('every page, as the server sends it', () => {
  for (const page of samplePages) {
    describe(page.name, () => {
      const html = draw(page);

      it('runs nothing and styles nothing from within the page', () => {
        expect(html).not.match(/\sstyle=/);
        expect(html).not.match(/\son[a-z]+="/);
        expect(html).not.match(/<script(?![^>]*\ssrc=)/);
      });

      it('has one title, one main heading and one main part', () => {
        expect(all(/<title>(.+)<\/title>/g, html)).lengthOf(1);
        expect(all(/<h1[\s>]/g, html)).lengthOf(1);
        expect(all(/<main[\s>]/g, html)).lengthOf(1);
      });

      it('says nothing twice under one id', () => {
        const ids = all(/\sid="([^"]+)"/g, html);
        expect(ids.filter((id, index) => ids.indexOf(id) !== index)).deep.equal([]);
      });

      it('sends a token with every form that changes something', () => {
        const forms = all(/<form method="post"[\s\S]*?<\/form>/g, html);
        // Comparing a name changes nothing, and starts no session (`token: 'none'`).
        for (const form of forms.filter((each) => !each.includes('action="/v/'))) expect(form).contain('name="_csrf" value="token"');
      });

      it('labels what errors and help describe', () => {
        const ids = new Set(all(/\sid="([^"]+)"/g, html));
        const wanted = [...all(/\sfor="([^"]+)"/g, html), ...all(/aria-(?:describedby|labelledby)="([^"]+)"/g, html).flatMap((list) => list.split(' '))];
        expect(wanted.filter((id) => !ids.has(id))).deep.equal([]);
      });

      it('leaves no field of the server unfilled', () => {
        expect(html).not.match(/\bundefined\b|\[object Object\]|\bNaN\b/);
      });
    });
  }
});

describe('what every page loads', () => {
  // The targets of the build: what it cannot translate for them, it refuses.
  const compressed = (file: string, loader: 'css' | 'js') =>
    gzipSync(transformSync(readFileSync(file, 'utf8'), { loader, minify: true, target: ['chrome80', 'safari13'] }).code, { level: 9 }).length;

  it('is a stylesheet of at most 10 KB', () => {
    expect(compressed('public/styles/bimtek.css', 'css')).at.most(10_240);
  });

  it('is a script of at most 8 KB', () => {
    expect(compressed('public/scripts/bimtek.js', 'js')).at.most(8_192);
  });

  it('names colours and text sizes only among the tokens', () => {
    const css = readFileSync('public/styles/bimtek.css', 'utf8');
    const rules = css.slice(css.indexOf('/* ---- page ---- */'), css.indexOf('@media print'));
    expect(all(/#[0-9a-f]{3,8}\b(?!["'])/g, rules)).deep.equal([]);
  });
});
