import { authorLanguage } from '../web/i18n/language.ts';
import { basename } from 'node:path';
import type { FolderProblems } from '../content/catalogue.ts';
import { inLanguage, type Course } from '../content/course.ts';
import type { Problem } from '../content/problem.ts';
import { dateAndTime } from '../web/i18n/dates.ts';
import { page } from '../web/reply.ts';
import { route, type Received, type Route } from '../web/route.ts';
import type { Administration } from './administration.ts';

const isError = (problem: Problem): boolean => problem.severity === 'error';

const presentFolder = (checked: FolderProblems, course: Course | undefined, { language }: Received<unknown, unknown, unknown>) => ({
  folder: basename(checked.folder),
  title: course && inLanguage(course.title, language),
  serving: checked.servingVersion === undefined ? 'none' : checked.problems.some(isError) ? 'earlier' : 'current',
  version: checked.servingVersion,
  problems: checked.problems.map(({ file, line, column, severity, code, message, hint }) => ({
    file,
    line,
    column,
    severity,
    code,
    message: message[authorLanguage(language)],
    hint: hint?.[authorLanguage(language)],
  })),
});

/** The same list as `bimtek check` prints, for trainers who have no command line. Broken folders come first. */
export const problemsRoutes = ({ catalogue, learning }: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: '/admin/problems',
    access: 'trainer',
    handle: (received) => {
      const checked = catalogue.problems();
      const ordered = [...checked.filter(({ problems }) => problems.some(isError)), ...checked.filter(({ problems }) => !problems.some(isError))];
      return page('administration/course-problems', {
        title: received.t('Berkas pelatihan'),
        courses: ordered.map((each) => presentFolder(each, each.courseId ? learning.courses.course(each.courseId) : undefined, received)),
        checkedAt: dateAndTime(new Date(), received.language),
      });
    },
  }),
];
