import { buildQuiz } from './build-exam.ts';
import type { Building } from './build-questions.ts';
import { checkMention } from './course-index.ts';
import type { Lesson, Module } from './course.ts';
import { fillerFor } from './fill-slots.ts';
import type { LoadedLesson, LoadedModule } from './load-modules.ts';
import { translated } from './translated.ts';

function buildLesson({ parsed, translations }: LoadedLesson, building: Building): Lesson | undefined {
  for (const competency of parsed.competencies) checkMention(building.index, 'competencies', competency, building.report);
  const html = translated(
    parsed.body.fill(fillerFor(building)),
    translations.map(({ language, body }) => [language, body.fill(fillerFor({ ...building, language }))]),
  );
  const { head } = parsed;
  if (!head) return undefined;
  const { id, minutes, competencies, optional, draft } = head;
  const leads = translations.map(({ language, lead }) => [language, lead] as const);
  return {
    id,
    title: translated(head.title, translations.map(({ language, title }) => [language, title])),
    lead: head.lead === undefined ? undefined : translated(head.lead, leads),
    minutes,
    competencies,
    optional,
    draft,
    html,
  };
}

/** The modules whose files are sound; what their texts refer to in vain is reported. */
export function buildModules(loaded: readonly LoadedModule[], building: Building): Module[] {
  return loaded.flatMap(({ head, translations, lessons, quiz }) => {
    const built = lessons.flatMap((lesson) => buildLesson(lesson, building) ?? []);
    const builtQuiz = quiz && buildQuiz(quiz, building);
    if (!head) return [];
    return [
      {
        id: head.id,
        title: translated(head.title, translations.map(([language, text]) => [language, text.title])),
        summary:
          head.summary === undefined
            ? undefined
            : translated(head.summary, translations.map(([language, text]) => [language, text.summary])),
        lessons: built,
        quiz: builtQuiz,
      },
    ];
  });
}
