import MarkdownParser, { type MarkdownIt } from 'markdown-it';
import { arrange } from './arrange.ts';
import { blockRule } from './blocks.ts';
import { rawHtml, rememberOffsets, sourceDefinition, sourceReference } from './inline-rules.ts';
import { boundLinkLabels } from './link-label.ts';
import { environmentOf, MarkdownDocument, type MarkdownSource } from './markdown-document.ts';
import { addRendererRules, renderSources } from './renderer-rules.ts';
import { Template, type Slot } from './slots.ts';

const INTERRUPTS = ['paragraph', 'reference', 'blockquote', 'list'];

function createParser(): MarkdownIt {
  const markdown = MarkdownParser({ html: false, linkify: false, typographer: false });
  // A line of dashes under a paragraph is a divider (self-checks need one), never a heading.
  markdown.block.ruler.disable('lheading');
  markdown.block.ruler.before('fence', 'lesson_block', blockRule, { alt: INTERRUPTS });
  markdown.block.ruler.before('reference', 'source_definition', sourceDefinition, { alt: INTERRUPTS });
  markdown.inline.ruler.before('link', 'source_ref', sourceReference);
  markdown.inline.ruler.after('autolink', 'raw_html', rawHtml);
  rememberOffsets(markdown);
  boundLinkLabels(markdown);
  markdown.core.ruler.push('arrange', arrange);
  // Every address reaches `links.ts`, which lets few kinds through and reports the others.
  markdown.validateLink = () => true;
  markdown.normalizeLink = (address) => address;
  addRendererRules(markdown);
  return markdown;
}

const markdown = createParser();

/** Escapes text for HTML, attributes included. */
export const escapeHtml = (text: string): string => markdown.utils.escapeHtml(text);

/**
 * An author's Markdown as safe HTML that holds marks for slots, which are added to `slots`: several texts may share
 * them. Mistakes go to `source.report`.
 */
export function renderInto(slots: Slot[], source: MarkdownSource): string {
  const document = new MarkdownDocument(source, slots);
  const env = environmentOf(document);
  const tokens = markdown.parse(source.text, env);
  return markdown.renderer.render(tokens, markdown.options, env) + renderSources(markdown, document, env);
}

/** The same for a text that stands alone. */
export function renderMarkdown(source: MarkdownSource): Template {
  const slots: Slot[] = [];
  return new Template(renderInto(slots, source), slots);
}
