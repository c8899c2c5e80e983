import { Document, isMap, isSeq } from 'yaml';
import type { Identified } from './identify.ts';

const COMMENT_LENGTH = 200;
/** A comment is one line. */
const comment = (words: string, text: string) => ` ${words}: ${text.replaceAll(/[\s\p{C}]+/gu, ' ').trim().slice(0, COMMENT_LENGTH)}`;

export interface WrittenQuestion extends Identified {
  readonly competency: string;
  readonly difficulty: string | undefined;
  readonly lesson: string | undefined;
  readonly sources: readonly string[];
}

const keysOf = ({ id, type, competency, difficulty, lesson, sources, draft, own }: WrittenQuestion) => ({
  id,
  type,
  competency,
  ...(difficulty && { difficulty }),
  ...(draft.points !== undefined && draft.points !== 1 && { points: draft.points }),
  text: draft.text,
  ...own,
  ...(draft.feedback && { feedback: draft.feedback }),
  ...(lesson && { lesson }),
  ...(sources.length > 0 && { sources }),
});

/** Questions as a question file; names and categories of the source stand beside them as comments. */
export function writeYaml(questions: readonly WrittenQuestion[], from?: string): string {
  const document = new Document({ questions: questions.map(keysOf) });
  if (from !== undefined) document.commentBefore = comment('Diimpor dari', from);
  const list = document.get('questions');
  if (isSeq(list)) {
    let category: string | undefined;
    list.items.forEach((item, index) => {
      const { draft } = questions[index] ?? {};
      const lines: string[] = [];
      if (draft?.category !== undefined && draft.category !== category) lines.push(comment('Kategori', draft.category));
      category = draft?.category;
      if (draft?.name !== undefined && draft.name.trim() !== '' && draft.name !== questions[index]?.id) lines.push(comment('Nama', draft.name));
      if (isMap(item) && lines.length > 0) item.commentBefore = lines.join('\n');
    });
  }
  return document.toString({ lineWidth: 0, indentSeq: true, aliasDuplicateObjects: false } as Parameters<typeof document.toString>[0]);
}
