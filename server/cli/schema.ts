import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { questionTypes } from '../assessment/question-types/registry.ts';
import { authorSchemas } from '../content/author-schemas.ts';
import { say } from '../content/mistake.ts';
import type { QuestionFormats } from '../content/question-format.ts';

export interface SchemaOutput {
  readonly stdout: { write(text: string): unknown };
}

const USAGE = say(
  'Pemakaian: schema FOLDER\nMenulis skema JSON setiap jenis berkas pelatihan, untuk penyunting teks: soal dari PLUGINS ikut.',
  'Usage: schema FOLDER\nWrites the JSON Schema of every kind of course file, for editors; question types of PLUGINS are among them.',
);
const MISUSED = 2;

/** File name and content of each schema. */
export const schemaFiles = (formats: QuestionFormats): [string, string][] =>
  [...authorSchemas(formats)].map(([kind, schema]) => [`${kind}.json`, `${JSON.stringify(schema, undefined, 2)}\n`]);

/** `bimtek schema FOLDER`: gives the exit code. The files are made, so those of an earlier version are replaced. */
export async function runSchema(args: readonly string[], { stdout }: SchemaOutput): Promise<number> {
  const [folder, ...more] = args;
  if (folder === undefined || folder.startsWith('-') || more.length > 0) {
    stdout.write(`${USAGE.id}\n${USAGE.en}\n`);
    return folder === '--help' || folder === '-h' ? 0 : MISUSED;
  }
  await mkdir(folder, { recursive: true });
  const files = schemaFiles(questionTypes);
  for (const [name, text] of files) await writeFile(join(folder, name), text);
  stdout.write(`${files.length} skema ditulis ke ${folder} / schemas written\n`);
  return 0;
}
