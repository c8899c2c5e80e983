import type { Place } from '../../../mistake.ts';
import type { ReadingSource } from '../../reading-source.ts';
import type { SourceText, TextFormat } from '../../texts.ts';
import { elementsOf, firstOf, textOf, type XmlElement } from '../../xml-tree.ts';
import { partIgnored } from '../../notes/questions.ts';

/** `format` attributes of Moodle XML; texts without one are HTML there. */
const FORMATS: Readonly<Record<string, TextFormat>> = { html: 'html', moodle_auto_format: 'moodle', plain_text: 'plain', markdown: 'markdown' };
const PLUGINFILE = /^@@PLUGINFILE@@\//;

/** One question on its way: where it stands, and what it is called in the review. */
export interface MoodleQuestion extends ReadingSource {
  readonly element: XmlElement;
  readonly place: Place;
  readonly label: string;
}

export const placeOf = (element: XmlElement, file: string): Place => ({ file, line: element.line, column: element.column });

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The text of an element such as `questiontext`, with the files that came in it. */
function sourceOf(element: XmlElement): SourceText {
  const files = new Map(elementsOf(element, 'file').map((file) => [`${(file.attributes['path'] ?? '/').replace(/^\//, '')}${file.attributes['name'] ?? ''}`, file]));
  const format = FORMATS[element.attributes['format'] ?? 'html'] ?? 'html';
  return {
    text: textOf(firstOf(element, 'text')),
    format,
    pictureOf(address) {
      const file = PLUGINFILE.test(address) ? files.get(decoded(address.replace(PLUGINFILE, '').replace(/\?.*$/, ''))) : undefined;
      return file && Buffer.from(textOf(file), 'base64');
    },
  };
}

/** The text of an element as Markdown; undefined where it is missing or empty. */
export async function markdownOf(element: XmlElement | undefined, { texts, review, place, label }: MoodleQuestion): Promise<string | undefined> {
  if (!element) return undefined;
  const source = sourceOf(element);
  for (const file of elementsOf(element, 'file')) {
    const name = file.attributes['name'] ?? '';
    if (!source.text.includes(name) && !decoded(source.text).includes(name)) review.add(place, partIgnored(`file ${name}`), label);
  }
  return (await texts.convert(source, place, label)) || undefined;
}

/** `<name><text>x</text></name>` and `<defaultgrade>1</defaultgrade>` alike. */
export const plainOf = (parent: XmlElement, name: string): string => {
  const element = firstOf(parent, name);
  return textOf(element && (firstOf(element, 'text') ?? element)).trim();
};

export const tagsOf = (element: XmlElement): string[] => elementsOf(firstOf(element, 'tags'), 'tag').map((tag) => textOf(firstOf(tag, 'text') ?? tag).trim());
