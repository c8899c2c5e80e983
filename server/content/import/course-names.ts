import { listCourseFiles, type CourseFile } from '../course-files.ts';
import { layOut, type CourseLayout } from '../course-layout.ts';
import { questionItems } from '../parse-questions.ts';
import { readTextFile } from '../read-file.ts';
import { readYaml } from '../read-yaml.ts';
import { parseYaml, type YamlDocument } from '../yaml-document.ts';
import type { CourseNames } from './finish.ts';

const ignore = () => undefined;
const FRONT_MATTER = /^---\n([\s\S]*?)\n---/;

const keyOf = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined);
const stringsOf = (values: readonly unknown[]): Set<string> => new Set(values.filter((value) => typeof value === 'string'));

function lessonId(file: CourseFile): unknown {
  const head = FRONT_MATTER.exec(readTextFile(file, ignore).text ?? '')?.[1];
  return head === undefined ? undefined : keyOf(parseYaml(head, file.path, 1, ignore)?.value, 'id');
}

/** Every file of questions: banks, quizzes. */
export const questionFiles = (layout: CourseLayout): CourseFile[] => [
  ...layout.modules.flatMap(({ quiz }) => quiz?.original ?? []),
  ...[...layout.banks.values()].map(({ original }) => original),
];

const idsIn = (document: YamlDocument | undefined): unknown[] => (document ? questionItems(document).map(({ value }) => keyOf(value, 'id')) : []);

/** What a course holds already. It may be unfinished: what cannot be read is left out. Undefined: there is no course.yaml. */
export async function readCourseNames(folder: string): Promise<CourseNames | undefined> {
  const layout = layOut(await listCourseFiles(folder, ignore), ignore);
  if (!layout.course) return undefined;
  const competencies = keyOf(readYaml(layout.course.original).document?.value, 'competencies');
  const lessons = layout.modules.flatMap((module) => module.lessons.map(({ original }) => lessonId(original)));
  return {
    competencies: stringsOf(Array.isArray(competencies) ? competencies.map((one) => keyOf(one, 'code')) : []),
    lessons: stringsOf(lessons),
    questions: stringsOf(questionFiles(layout).flatMap((file) => idsIn(readYaml(file).document))),
  };
}
