import { z } from 'zod';
import { extensionOf } from './media-kinds.ts';
import type { QuestionFormat, QuestionFormats } from './question-format.ts';
import {
  bankSchema, certificateSchema, courseSchema, courseTranslationSchema, examSchema, examTranslationSchema, glossarySchema, glossaryTranslationSchema,
  lessonSchema, moduleSchema, moduleTranslationSchema, questionSchema, questionTranslationSchema, quizSchema, quizTranslationSchema, sourcesSchema,
} from './schema.ts';

/** JSON Schema, draft 7: what the YAML extensions of editors read. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

const KINDS = {
  course: courseSchema,
  'course-translation': courseTranslationSchema,
  sources: sourcesSchema,
  glossary: glossarySchema,
  'glossary-translation': glossaryTranslationSchema,
  module: moduleSchema,
  'module-translation': moduleTranslationSchema,
  lesson: lessonSchema,
  quiz: quizSchema,
  bank: bankSchema,
  'questions-translation': quizTranslationSchema,
  exam: examSchema,
  'exam-translation': examTranslationSchema,
  certificate: certificateSchema,
} as const satisfies Readonly<Record<string, z.ZodType>>;

export type FileKind = keyof typeof KINDS;

const jsonOf = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ jsonSchema }) => {
      // "Any whole number": the bound of the language is no rule for authors.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The keys that all questions have, and those of one type, in one strict map. */
function merged(common: JsonSchema, own: JsonSchema, type?: JsonSchema['properties']): JsonSchema {
  const branches = (own.anyOf ?? own.oneOf ?? own.allOf)?.filter(isSchema);
  if (branches) return { anyOf: branches.map((branch) => merged(common, branch, type)) };
  return {
    type: 'object',
    properties: { ...common.properties, ...type, ...own.properties },
    required: [...(common.required ?? []), ...(own.required ?? [])],
    additionalProperties: false,
  };
}

const oneQuestion = ({ type, authored }: QuestionFormat): JsonSchema =>
  merged(jsonOf(questionSchema), jsonOf(authored), { type: { type: 'string', const: type } });

const translatedQuestion = ({ overlay }: QuestionFormat): JsonSchema => merged(jsonOf(questionTranslationSchema), jsonOf(overlay));

/** The schema of a file whose `questions` are those of these types. */
function withQuestions(schema: JsonSchema, formats: QuestionFormats, each: (format: QuestionFormat) => JsonSchema): JsonSchema {
  const questions = schema.properties?.['questions'];
  if (!isSchema(questions)) return schema;
  return { ...schema, properties: { ...schema.properties, questions: { ...questions, items: { anyOf: [...formats.values()].map(each) } } } };
}

/** What each kind of file may hold, from the schemas that the checker uses: an editor knows what `check` will say. */
export function authorSchemas(formats: QuestionFormats): ReadonlyMap<FileKind, JsonSchema> {
  const schemas = new Map<FileKind, JsonSchema>();
  for (const kind of Object.keys(KINDS) as FileKind[]) {
    const { $schema, ...schema } = jsonOf(KINDS[kind]);
    const each = kind === 'questions-translation' ? translatedQuestion : oneQuestion;
    schemas.set(kind, { $schema, title: `Bimtek: ${kind}`, ...withQuestions(schema, formats, each) });
  }
  return schemas;
}

const TRANSLATED: Readonly<Partial<Record<FileKind, FileKind>>> = {
  course: 'course-translation', glossary: 'glossary-translation', module: 'module-translation', quiz: 'questions-translation', bank: 'questions-translation', exam: 'exam-translation',
};

/** The kind of a file by its name alone; undefined for what is no text of a course. */
export function kindOfFile(path: string): FileKind | undefined {
  const extension = extensionOf(path);
  if (extension === 'md') return 'lesson';
  if (extension !== 'yaml') return undefined;
  const [, stem = '', language] = /([^/]+?)(\.[a-z]{2})?\.yaml$/.exec(path) ?? [];
  const own: FileKind = stem !== 'lesson' && Object.hasOwn(KINDS, stem) && !stem.includes('-') ? (stem as FileKind) : 'bank';
  return language === undefined ? own : TRANSLATED[own];
}
