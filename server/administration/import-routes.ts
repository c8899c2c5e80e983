import { authorLanguage } from '../web/i18n/language.ts';
import { basename } from 'node:path';
import { z } from 'zod';
import { LIMITS } from '../content/import/limits.ts';
import { Invalid, NotFound } from '../errors.ts';
import { bytes, page, type Reply } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import type { Administration } from './administration.ts';
import { importForm, type ImportForm } from './import-forms.ts';
import { courseChoices, namesOf, presentImported } from './import-presenter.ts';
import { importInThread } from './import-in-thread.ts';
import { keepResult, keptResult } from './import-result.ts';

const PATH = '/admin/import';
const PER_MINUTE = 20;

interface Shown {
  readonly values?: unknown;
  readonly errors?: Readonly<Record<string, string>>;
  readonly result?: ReturnType<typeof presentImported>;
}

function showImport({ learning }: Administration, received: Received<unknown, unknown, unknown>, { values = {}, errors = {}, result }: Shown = {}): Reply {
  const courses = courseChoices(learning.courses.courses(), received.language);
  const failed = Object.keys(errors).length > 0;
  return page('administration/import', { title: received.t('Impor soal'), values, errors, courses, result }, { status: failed ? 422 : 200 });
}

/** Browsers send names in UTF-8, which the parser of forms reads byte by byte. */
const nameOf = (written: string): string => basename(Buffer.from(written, 'latin1').toString('utf8').replaceAll('\\', '/')).slice(0, 100);

async function readUpload(administration: Administration, received: Received<unknown, unknown, ImportForm>): Promise<Reply> {
  const { file } = received.http;
  if (!file) throw new Invalid('Pilih berkas yang akan diimpor.', { file: 'Pilih berkas yang akan diimpor.' });
  const { format, course: courseId, competency } = received.body;
  const course = courseId === '' ? undefined : administration.learning.courses.course(courseId);
  const name = nameOf(file.originalname);
  const imported = await importInThread({ name, bytes: file.buffer, format, competency, course: course && namesOf(course) });
  if (imported.kind === 'refused') return showImport(administration, received, { values: received.body, errors: { file: imported.sentence[authorLanguage(received.language)] } });
  await keepResult(administration.files, signedIn(received).id, Buffer.from(imported.result.bytes));
  return showImport(administration, received, { values: received.body, result: presentImported(imported, received.language) });
}

/** Questions from other systems: looked at here, downloaded, and put into a course by hand. Nothing is written into courses. */
export const importRoutes = (administration: Administration): readonly Route[] => [
  route({ method: 'get', path: PATH, access: 'trainer', handle: (received) => showImport(administration, received) }),
  route({
    method: 'post',
    path: PATH,
    access: 'trainer',
    perMinute: PER_MINUTE,
    upload: { field: 'file', maxBytes: LIMITS.source },
    body: importForm,
    invalid: (problem, received) => showImport(administration, received, { values: received.body ?? {}, errors: problem.fields }),
    handle: (received) => readUpload(administration, received),
  }),
  route({
    method: 'get',
    path: `${PATH}/:mark/:name`,
    access: 'trainer',
    params: z.object({ mark: z.string().regex(/^[0-9a-f]{16}$/), name: z.string().regex(/^[a-z0-9-]{1,60}\.(?:yaml|zip)$/) }),
    handle: async (received) => {
      const { mark, name } = received.params;
      const kept = await keptResult(administration.files, signedIn(received).id, mark);
      if (!kept) throw new NotFound('Hasil impor ini sudah diganti yang lebih baru. Impor lagi berkasnya.');
      return bytes(kept, {
        'Content-Type': name.endsWith('.zip') ? 'application/zip' : 'application/yaml; charset=utf-8',
        'Content-Disposition': `attachment; filename="${name}"`,
        'Cache-Control': 'private, no-store',
      });
    },
  }),
];
