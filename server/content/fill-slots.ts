import type { Language } from './course.ts';
import { checkMention, type CourseIndex } from './course-index.ts';
import { findMedia, mediaUrl, reportMissingFile, resolvePath } from './media-path.ts';
import { extensionOf, extensionsOf } from './media-kinds.ts';
import { escapeHtml } from './markdown/render-markdown.ts';
import type { FillSlot, Slot } from './markdown/slots.ts';
import { softHyphens } from './markdown/soft-hyphens.ts';
import type { Report } from './mistake.ts';
import { wrongMediaKind } from './mistakes/references.ts';
import type { ParsedMedia } from './read-media.ts';

/** What a learner pays for: `120 KB`, `1,2 MB`. */
export function weight(bytes: number, language: Language): string {
  const kilobytes = Math.max(1, Math.ceil(bytes / 1024));
  if (kilobytes < 1000) return `${kilobytes} KB`;
  return `${(bytes / 1024 / 1024).toLocaleString(language, { maximumFractionDigits: 1 })} MB`;
}

/** Where slots are filled: the course around, the language of the text, and what it uses. */
export interface Filling {
  readonly index: CourseIndex;
  readonly language: Language;
  readonly report: Report;
  /** Gathers the paths of the media that are used. */
  readonly used: Set<string>;
}

const urlOf = ({ index, used }: Filling, media: ParsedMedia) => {
  used.add(media.file);
  return escapeHtml(mediaUrl(index.courseId, media));
};

const lessonUrl = ({ index }: Filling, id: string, anchor: string) =>
  escapeHtml(`/courses/${index.courseId}/lessons/${encodeURIComponent(id)}${anchor}`);

function fileLink(filling: Filling, slot: Slot & { kind: 'file' }): string {
  const { index, report } = filling;
  const path = resolvePath(slot.path, slot.place, report);
  if (path === undefined) return '<a>';
  const lesson = index.lessonPaths.get(path);
  if (lesson !== undefined) return `<a href="${lessonUrl(filling, lesson, slot.anchor)}">`;
  const media = index.media.get(path);
  if (media) return `<a href="${urlOf(filling, media)}">`;
  const isLesson = extensionOf(path) === 'md';
  if (!index.listing.files.has(path)) {
    if (!isLesson || index.lessons.isComplete) reportMissingFile(index, path, slot.path, slot.place, report);
  } else if (!isLesson || index.lessons.isComplete) {
    report(slot.place, wrongMediaKind(slot.path, ['md', ...extensionsOf('document', 'picture', 'audio', 'video')]));
  }
  return '<a>';
}

function picture(filling: Filling, { path, alt, lazy, place }: Slot & { kind: 'picture' }): string {
  const media = findMedia(filling.index, path, ['picture'], place, filling.report);
  if (!media) return '';
  const size = media.size ? ` width="${media.size.width}" height="${media.size.height}"` : '';
  return `<img src="${urlOf(filling, media)}" alt="${escapeHtml(alt)}"${size}${lazy ? ' loading="lazy"' : ''} decoding="async">`;
}

function download(filling: Filling, { path, title, place }: Slot & { kind: 'download' }): string {
  const media = findMedia(filling.index, path, ['document', 'picture', 'audio', 'video'], place, filling.report);
  if (!media) return '';
  const name = title || media.file.slice(media.file.lastIndexOf('/') + 1);
  const about = `${extensionOf(path).toUpperCase()}, ${weight(media.bytes, filling.language)}`;
  return `<a href="${urlOf(filling, media)}" download>${escapeHtml(name)}</a> <span>${about}</span>`;
}

function source({ index, language, report }: Filling, { label, place }: Slot & { kind: 'source' }): string {
  const entry = index.sources.names.has(label) ? index.sourceEntries[label] : undefined;
  if (!entry) {
    checkMention(index, 'sources', { name: label, place }, report);
    return escapeHtml(label);
  }
  const title = escapeHtml(language === 'id' ? softHyphens(entry.title) : entry.title);
  return entry.url === undefined ? title : `<a href="${escapeHtml(entry.url)}" rel="noopener nofollow">${title}</a>`;
}

/** Fills the slots of one text; what they lead to and is not there is reported at their places. */
export function fillerFor(filling: Filling): FillSlot {
  const { index, report } = filling;
  return (slot) => {
    switch (slot.kind) {
      case 'lesson':
        checkMention(index, 'lessons', { name: slot.id, place: slot.place }, report);
        return `<a href="${lessonUrl(filling, slot.id, slot.anchor)}">`;
      case 'term':
        checkMention(index, 'terms', { name: slot.id, place: slot.place }, report);
        return `<a class="term" href="/courses/${index.courseId}/glossary#term-${encodeURIComponent(slot.id)}">`;
      case 'file':
        return fileLink(filling, slot);
      case 'picture':
        return picture(filling, slot);
      case 'player': {
        const media = findMedia(index, slot.path, [slot.element], slot.place, report);
        return media ? `<${slot.element} controls preload="none" src="${urlOf(filling, media)}"></${slot.element}>` : '';
      }
      case 'weight': {
        const media = findMedia(index, slot.path, [slot.element], slot.place, () => {});
        return media ? ` <span>${extensionOf(slot.path).toUpperCase()}, ${weight(media.bytes, filling.language)}</span>` : '';
      }
      case 'download':
        return download(filling, slot);
      case 'source':
        return source(filling, slot);
    }
  };
}
