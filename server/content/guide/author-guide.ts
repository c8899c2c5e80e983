import MarkdownParser from 'markdown-it';

/** A part of the guide: from one heading to the next. */
export interface GuideSection {
  readonly id: string;
  readonly title: string;
  /** 2 or 3. */
  readonly level: number;
  /** Safe HTML, the heading left out. */
  readonly html: string;
  /** What is looked through. */
  readonly text: string;
}

/** Headings deeper than this stand inside a section. */
const DEEPEST = 3;

/** The anchor of a heading as code hosts make it, so that the document's own links lead to it there and here. */
const anchorOf = (title: string): string => title.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').trim().replaceAll(/\s/g, '-');

const markdown = MarkdownParser({ html: false });
const escape = markdown.utils.escapeHtml;
// Only addresses that mean something on this site: the document's own anchors, and other sites.
markdown.validateLink = (address) => /^(#|https?:)/.test(address) || !/^[a-z]+:/i.test(address);
markdown.renderer.rules['link_open'] = (tokens, index) => {
  const address = String(tokens[index]?.attrGet('href') ?? '');
  return /^(#|https?:\/\/)/.test(address) ? `<a href="${escape(address)}">` : '<span>';
};
markdown.renderer.rules['link_close'] = (tokens, index) => {
  const opening = tokens.slice(0, index).findLast(({ type }) => type === 'link_open');
  return /^(#|https?:\/\/)/.test(String(opening?.attrGet('href') ?? '')) ? '</a>' : '</span>';
};
markdown.renderer.rules['fence'] = (tokens, index) => `<pre class="source" tabindex="0">${escape(tokens[index]?.content ?? '')}</pre>\n`;
markdown.renderer.rules['table_open'] = () => '<div class="table-scroll" tabindex="0"><table>\n';
markdown.renderer.rules['table_close'] = () => '</table></div>\n';

/** A Markdown document of ours in sections; what stands before its first section is one without a title. */
export function readGuide(document: string): GuideSection[] {
  const env = {};
  const tokens = markdown.parse(document, env);
  const sections: { id: string; title: string; level: number; tokens: typeof tokens }[] = [{ id: '', title: '', level: 2, tokens: [] }];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    const level = token?.type === 'heading_open' ? Number(token.tag.slice(1)) : 0;
    if (!token || level === 0 || level > DEEPEST) {
      if (token) sections.at(-1)?.tokens.push(token);
      continue;
    }
    const title = (tokens[index + 1]?.children ?? []).map(({ content }) => content).join('');
    // The page has a title of its own.
    if (level > 1) sections.push({ id: anchorOf(title), title, level, tokens: [] });
    index += 2;
  }
  return sections
    .filter((section) => section.tokens.length > 0 || section.title !== '')
    .map(({ tokens: own, ...section }) => {
      const html = markdown.renderer.render(own, markdown.options, env);
      return { ...section, html, text: `${section.title} ${html.replaceAll(/<[^>]*>/g, ' ')}`.toLowerCase() };
    });
}
