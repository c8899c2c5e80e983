import { inLanguage, type Course, type Lesson } from '../content/course.ts';
import { labelsIn } from '../content/markdown/labels.ts';
import { escapeHtml } from '../content/markdown/render-markdown.ts';
import { FixedHtml } from '../web/fixed-html.ts';
import { authorLanguage, type Language } from '../web/i18n/language.ts';
import { translateTo } from '../web/i18n/translate.ts';
import { glossaryAddress } from './addresses.ts';
import { withSmallerPictures } from './pictures/picture-html.ts';

/**
 * The meanings of a lesson's terms stand at its end, and each term leads there: the style sheet shows the meaning that is led to above the
 * page, so that a term opens and closes without a script, without a network, and by a keyboard.
 */
function withMeanings(html: string, course: Course, language: Language): string {
  const known = new Map(course.glossary.map((entry) => [entry.id, entry]));
  const used = new Map<string, string>();
  const linked = html.replaceAll(/<a class="term" href="([^"]+)#term-([^"]+)">/g, (whole, address: string, id: string) => {
    const entry = known.get(decodeURIComponent(id));
    if (!entry || address !== glossaryAddress(course.id)) return whole;
    const isFirst = !used.has(id);
    if (isFirst) used.set(id, `<div id="istilah-${id}"><dt>${escapeHtml(inLanguage(entry.term, language))}</dt><dd>${escapeHtml(inLanguage(entry.meaning, language))} <a class="back" href="#dari-${id}">${labelsIn(authorLanguage(language)).back}</a></dd></div>`);
    return `<a class="term"${isFirst ? ` id="dari-${id}"` : ''} href="#istilah-${id}">`;
  });
  if (used.size === 0) return html;
  const meanings = `<section class="terms"><h2>${translateTo(language)('Istilah di pelajaran ini')}</h2><dl class="glossary">${[...used.values()].join('')}</dl></section>\n`;
  const sources = linked.indexOf('<section class="sources">');
  return sources < 0 ? linked + meanings : linked.slice(0, sources) + meanings + linked.slice(sources);
}

const fixed = new WeakMap<Lesson, Map<string, FixedHtml>>();

/**
 * A lesson's text, made once for as long as the catalogue holds the lesson. `course`: the one the lesson's wording is from; `kept`: as a
 * phone keeps it, each picture in one size.
 */
export function lessonText(course: Course, lesson: Lesson, language: Language, kept = false): FixedHtml {
  const texts = fixed.get(lesson) ?? new Map<string, FixedHtml>();
  fixed.set(lesson, texts);
  const name = `${language} ${kept}`;
  const known = texts.get(name);
  if (known) return known;
  const html = inLanguage(lesson.html, language);
  const pictures = withSmallerPictures(html, course, kept);
  // Most lessons have drawings only: both forms are one text then.
  const made = kept && pictures === html ? lessonText(course, lesson, language) : new FixedHtml(withMeanings(pictures, course, language));
  texts.set(name, made);
  return made;
}
