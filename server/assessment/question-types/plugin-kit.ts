import { z } from 'zod';
import { Invalid } from '../../errors.ts';
import { randomBelow, shuffled } from '../random.ts';
import { inline } from './choice.ts';
import { letterOf, valueOf, valuesOf, type QuestionType } from './question-type.ts';

/** What a plug-in builds its question types with: it imports nothing of ours, so that it runs beside any build. */
export const pluginKit = { z, Invalid, valueOf, valuesOf, letterOf, inline, randomBelow, shuffled } as const;
export type PluginKit = typeof pluginKit;

/** Question types of a third party, each with the template that shows it. */
export interface QuestionPlugin {
  readonly questionTypes: readonly {
    readonly type: QuestionType;
    /** File of the EJS template, as a `file:` address: `new URL('./views/date.ejs', import.meta.url)`. */
    readonly view: URL;
  }[];
  /** Indonesian sentences that its pages say -> English. */
  readonly english?: Readonly<Record<string, string>> | undefined;
}

/** The default export of a plug-in. */
export type QuestionPluginModule = (kit: PluginKit) => QuestionPlugin;
