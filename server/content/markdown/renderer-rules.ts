import type { Env, MarkdownIt, Renderer, RendererRule, Token } from 'markdown-it';
import { pictureWithoutAlt } from '../mistakes/lesson.ts';
import { linkTag, picturePath } from './links.ts';
import { documentOf, type MarkdownDocument } from './markdown-document.ts';

const attribute = (token: Token | undefined, name: string) => String(token?.attrGet(name) ?? '');

/** Alignment as a class: the page's policy forbids `style` attributes. */
function cell(open: string): RendererRule {
  return (tokens, index) => {
    const token = tokens[index];
    const align = /text-align:(left|center|right)/.exec(attribute(token, 'style'))?.[1];
    const empty = tokens[index + 1]?.content === '';
    const name = open === 'th' && empty ? 'td' : open;
    if (token) token.tag = name;
    const scope = name === 'th' ? ' scope="col"' : '';
    return `<${name}${scope}${align === undefined ? '' : ` class="align-${align}"`}>`;
  };
}

const closeCell: RendererRule = (tokens, index) => {
  const empty = tokens[index - 1]?.content === '';
  const name = tokens[index]?.tag === 'th' && empty ? 'td' : tokens[index]?.tag;
  return `</${name}>\n`;
};

/** The opening of an `<img>`, with what only the whole course knows left open. */
function picture(document: MarkdownDocument, token: Token | undefined, lazy: boolean, alt: string): string {
  const spot = document.spotOf(token);
  if (alt.trim() === '') document.report(spot.line, spot.column, pictureWithoutAlt());
  const path = picturePath(document, attribute(token, 'src'), spot);
  if (path === undefined) return '';
  return document.open({ kind: 'picture', path, alt, lazy, place: document.source.place(spot.line, spot.column) });
}

export function addRendererRules(markdown: MarkdownIt): void {
  const { rules } = markdown.renderer;
  const escape = markdown.utils.escapeHtml;
  const altOf = (renderer: Renderer, token: Token | undefined, options: Parameters<RendererRule>[2]) =>
    renderer.renderInlineAsText(token?.children ?? [], options, undefined);

  rules['markup'] = (tokens, index) => tokens[index]?.content ?? '';
  rules['raw_html'] = (tokens, index) => escape(tokens[index]?.content ?? '');

  rules['link_open'] = (tokens, index, _options, env) =>
    linkTag(documentOf(env), attribute(tokens[index], 'href'), documentOf(env).spotOf(tokens[index]), escape);

  rules['image'] = (tokens, index, options, env, renderer) =>
    picture(documentOf(env), tokens[index], true, altOf(renderer, tokens[index], options));

  rules['figure'] = (tokens, index, options, env, renderer) => {
    const document = documentOf(env);
    const image = tokens[index]?.children?.[0];
    const img = picture(document, image, document.figures > 0, altOf(renderer, image, options));
    document.figures++;
    const number = document.isLesson ? `<b>${document.labels.figure} ${document.figures}.</b>` : '';
    const caption = [number, escape(attribute(image, 'title'))].filter((part) => part !== '').join(' ');
    const figcaption = caption === '' ? '' : `<figcaption>${caption}</figcaption>`;
    return `<figure>${img}${figcaption}</figure>\n`;
  };

  rules['heading_open'] = (tokens, index, options, env, renderer) => {
    const document = documentOf(env);
    document.heading = altOf(renderer, tokens[index + 1], options).trim();
    return renderer.renderToken(tokens, index, options);
  };

  rules['table_open'] = (_tokens, _index, _options, env) => {
    const document = documentOf(env);
    document.tables++;
    const label = `${document.labels.table} ${document.tables}${document.heading === '' ? '' : `. ${document.heading}`}`;
    return `<div class="table-scroll" tabindex="0" role="region" aria-label="${escape(label)}">\n<table>\n`;
  };
  rules['table_close'] = () => '</table>\n</div>\n';
  rules['th_open'] = cell('th');
  rules['td_open'] = cell('td');
  rules['th_close'] = closeCell;
  rules['td_close'] = closeCell;

  rules['source_ref'] = (tokens, index, _options, env) => {
    const document = documentOf(env);
    const label = String(tokens[index]?.meta?.['label']);
    const known = document.mentions.get(label);
    if (!known) return '';
    const mention = known.count + 1;
    document.mentions.set(label, { ...known, count: mention });
    const number = [...document.mentions.keys()].indexOf(label) + 1;
    const id = `rujukan-${number}${mention > 1 ? `-${mention}` : ''}`;
    const name = `${document.labels.source} ${number}`;
    return `<sup class="source-ref"><a href="#sumber-${number}" id="${id}" aria-label="${name}">${number}</a></sup>`;
  };
}

/** The list of what a lesson refers to, in the order of the first mention. */
export function renderSources(markdown: MarkdownIt, document: MarkdownDocument, env: Env): string {
  const { labels, mentions, definitions, source } = document;
  if (mentions.size === 0) return '';
  const items = [...mentions].map(([label, { spot }], index) => {
    const number = index + 1;
    const own = definitions.get(label);
    const text = own
      ? markdown.renderer.renderInline(own.tokens, markdown.options, env)
      : document.open({ kind: 'source', label, place: source.place(spot.line, spot.column) });
    return `<li id="sumber-${number}">${text} <a class="back" href="#rujukan-${number}" aria-label="${labels.back}">&#8617;</a></li>\n`;
  });
  return `<section class="sources">\n<h2>${labels.sources}</h2>\n<ol>\n${items.join('')}</ol>\n</section>\n`;
}
