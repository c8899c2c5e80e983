import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import { z } from 'zod';
import { Invalid } from '../../errors.ts';
import { questionTypes } from './registry.ts';
import type { QuestionPlugin } from './plugin-kit.ts';
import type { QuestionType } from './question-type.ts';

const METHODS = ['check', 'compile', 'translate', 'guessChance', 'arrange', 'present', 'parse', 'isEmpty', 'grade', 'review', 'guess'] as const;
const OPTIONAL_METHODS = ['isComplete', 'mayFollow', 'gradeByUnit', 'rubric', 'uploads', 'unitsIn', 'checkTranslation', 'guessOutcomes'] as const;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isFunction = (value: unknown): boolean => typeof value === 'function';
const isSchema = (value: unknown): boolean => value instanceof z.ZodType;

function viewFaults(view: unknown): string[] {
  if (!(view instanceof URL) || view.protocol !== 'file:') return ["view should be new URL('./views/NAME.ejs', import.meta.url)"];
  const file = fileURLToPath(view);
  if (!existsSync(file)) return [`view: there is no file ${file}`];
  try {
    ejs.compile(readFileSync(file, 'utf8'), { filename: file, strict: true, _with: false, localsName: 'it' });
    return [];
  } catch (problem) {
    return [`view: ${problem instanceof Error ? (problem.message.split('\n')[0] ?? '') : 'cannot be compiled'}`];
  }
}

function shapeFaults(type: Readonly<Record<string, unknown>>): string[] {
  const faults: string[] = [];
  if (typeof type.type !== 'string' || !/^[a-z][a-z-]*$/.test(type.type)) faults.push('type should be a name in small letters, e.g. "date"');
  else if (questionTypes.has(type.type)) faults.push(`there is a question type "${type.type}" already; choose another name`);
  for (const key of ['authored', 'overlay']) if (!isSchema(type[key])) faults.push(`${key} should be a schema made with the kit's z`);
  for (const key of METHODS) if (!isFunction(type[key])) faults.push(`${key} is missing; it should be a function`);
  for (const key of OPTIONAL_METHODS) if (type[key] !== undefined && !isFunction(type[key])) faults.push(`${key} should be a function, or be left out`);
  if (!Array.isArray(type.examples) || type.examples.length === 0) faults.push('examples should hold at least one question');
  return faults;
}

/** Whether a type does with its own examples what it says: the contract suite looks closer. */
function exampleFaults(type: QuestionType): string[] {
  return type.examples.flatMap(({ authored, right, wrong }, index) => {
    const name = `examples[${index}]`;
    const read = type.authored.safeParse(authored);
    if (!read.success) return [`${name}.authored does not fit the schema: ${read.error.issues[0]?.path.join('.') ?? ''} ${read.error.issues[0]?.message ?? ''}`];
    try {
      const body = type.compile(read.data, (markdown) => `<p>${markdown}</p>`);
      const earned = (form: (typeof right)[number]) => type.grade(body, type.parse(form, body));
      if (type.rubric) return [];
      return [
        ...(right.every((form) => earned(form) > 0) ? [] : [`${name}.right: grade gives 0`]),
        ...(wrong.every((form) => earned(form) === 0) ? [] : [`${name}.wrong: grade gives more than 0`]),
      ];
    } catch (problem) {
      return [`${name}: ${problem instanceof Invalid ? 'parse refuses it' : 'fails'}: ${problem instanceof Error ? problem.message : String(problem)}`];
    }
  });
}

/** What is missing or wrong in what a plug-in gives, in words for its author; empty: it can be used. */
export function pluginFaults(plugin: unknown): string[] {
  if (!isObject(plugin) || !Array.isArray(plugin.questionTypes) || plugin.questionTypes.length === 0) {
    return ['should return { questionTypes: [{ type, view }] }'];
  }
  const english = plugin.english ?? {};
  const faults = isObject(english) && Object.values(english).every((text) => typeof text === 'string') ? [] : ['english should map sentences to sentences'];
  plugin.questionTypes.forEach((entry: unknown, index: number) => {
    const place = `questionTypes[${index}]`;
    const type = isObject(entry) ? entry.type : undefined;
    if (!isObject(entry) || !isObject(type)) {
      faults.push(`${place} should be { type, view }`);
      return;
    }
    const shape = shapeFaults(type);
    const examples = shape.length === 0 ? exampleFaults(type as unknown as QuestionType) : [];
    faults.push(...[...shape, ...examples, ...viewFaults(entry.view)].map((fault) => `${place}: ${fault}`));
  });
  return faults;
}

export const isPlugin = (plugin: unknown): plugin is QuestionPlugin => pluginFaults(plugin).length === 0;
