import type { BodyOf, ExportableGap } from './exportable.ts';

/** docs.moodle.org, Embedded Answers: what has a meaning inside a key is written behind a backslash. */
const escape = (text: string): string => text.replaceAll(/[\\~#}]/g, '\\$&').replaceAll(/\s+/g, ' ');
const said = (feedback: string | undefined): string => (feedback === undefined ? '' : `#${escape(feedback)}`);
const otherwise = (feedback: string | undefined): string => (feedback === undefined ? '' : `~*${said(feedback)}`);

function keyOf(gap: ExportableGap): string {
  switch (gap.type) {
    case 'single':
      return `{1:MULTICHOICE${gap.shuffle_options ? '_S' : ''}:${gap.options.map(({ text, correct, feedback }) => `${correct ? '=' : ''}${escape(text)}${said(feedback)}`).join('~')}}`;
    case 'numeric':
      return `{1:NUMERICAL:=${gap.answer}:${gap.tolerance}${otherwise(gap.feedback_wrong)}}${gap.unit === undefined ? '' : ` ${gap.unit}`}`;
    case 'short-text':
      return `{1:SHORTANSWER:${gap.answers.map((answer) => `=${escape(answer.replaceAll('*', '\\*'))}`).join('~')}${otherwise(gap.feedback_wrong)}}`;
  }
}

/** The passage with its keys where the gaps are. */
export const clozeText = ({ passage, gaps }: BodyOf<'cloze'>): string =>
  passage.replaceAll(/\[\[([a-z0-9-]+)\]\]/g, (mark, id: string) => {
    const gap = gaps.find((one) => one.id === id);
    return gap ? keyOf(gap) : mark;
  });
