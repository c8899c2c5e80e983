import { z } from 'zod';
import type { Question } from '../content/course.ts';
import { inLanguage } from '../content/course.ts';
import { Invalid, NotFound } from '../errors.ts';
import { bytes, page, redirect, type Reply } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import { sniff } from '../web/uploads.ts';
import { answerAddress, fileBase, filesAddress, resultAddress } from './addresses.ts';
import { attemptParams, questionParams } from './answer-form.ts';
import { addFile, fileHeaders, readFile, removeFile, responseIn } from './answer-files.ts';
import { questionsOf, type Asked } from './asked-questions.ts';
import type { Assessment } from './assessment.ts';
import type { AttemptRecord } from './attempt-model.ts';
import { asItStands } from './finish-attempt.ts';
import { selectOwnAttempt } from './policy.ts';
import { filesIn } from './question-types/file.ts';
import type { UploadLimits } from './question-types/question-type.ts';
import { typeOf } from './question-types/registry.ts';

/** The page where files are sent for a question that asks for them: one form, so that it works without JavaScript. */
const MEGABYTE = 1024 * 1024;
const LARGEST_FILE = 8 * MEGABYTE;
/** Photos are heavy: a class behind one address still gets through. */
const UPLOADS_PER_MINUTE = 120;
const PATH = '/attempts/:attempt/questions/:number/files';
const fileName = z.string().regex(/^[0-9a-f]{16}\.(jpeg|png|pdf)\.\d{1,9}$/);

type OnQuestion = Received<z.output<typeof questionParams>, unknown, unknown>;
interface Sending {
  readonly attempt: AttemptRecord;
  readonly asked: Asked;
  readonly question: Question;
  readonly limits: UploadLimits;
}

/** Undefined: the attempt is over. */
async function selectSending(assessment: Assessment, received: OnQuestion): Promise<Sending | undefined> {
  const own = await selectOwnAttempt(assessment, signedIn(received), received.params.attempt);
  const attempt = await asItStands(assessment, own);
  if (attempt.state === 'finished') return undefined;
  const asked = await assessment.asked.of(attempt);
  const question = questionsOf(asked, attempt)[received.params.number - 1];
  const limits = question && typeOf(question).uploads?.(question.body.original);
  if (!question || !limits) throw new NotFound('Soal ini tidak meminta berkas.');
  return { attempt, asked, question, limits };
}

const toResult = ({ params }: OnQuestion): Reply => redirect(resultAddress(params.attempt));

function show({ attempt, asked, question, limits }: Sending, { params: { number }, language, t }: OnQuestion, problem?: Invalid): Reply {
  const files = filesIn(responseIn(attempt, question.id));
  const fields = {
    title: t('Berkas untuk soal {n}', { n: number }),
    masthead: 'attempt',
    text: inLanguage(question.text, language),
    files,
    fileBase: fileBase(attempt._id, question.id),
    most: limits.most,
    accept: limits.kinds.map((kind) => (kind === 'pdf' ? 'application/pdf' : `image/${kind}`)).join(','),
    action: filesAddress(attempt._id, number),
    removeAction: `${filesAddress(attempt._id, number)}/remove`,
    backHref: answerAddress(attempt._id, number, asked.quiz.layout),
    errors: problem ? { file: problem.fields.file ?? problem.message } : {},
  };
  return page('assessment/files', fields, { status: problem ? 422 : 200 });
}

const sending = (assessment: Assessment): readonly Route[] => [
  route({
    method: 'get',
    path: PATH,
    access: 'signed-in',
    params: questionParams,
    handle: async (received) => {
      const open = await selectSending(assessment, received);
      return open ? show(open, received) : toResult(received);
    },
  }),
  route({
    method: 'post',
    path: PATH,
    access: 'signed-in',
    params: questionParams,
    perMinute: UPLOADS_PER_MINUTE,
    upload: { field: 'file', maxBytes: LARGEST_FILE, kinds: ['jpeg', 'png', 'pdf'] },
    handle: async (received) => {
      const open = await selectSending(assessment, received);
      if (!open) return toResult(received);
      const sent = received.http.file?.buffer;
      const kind = sent && sniff(sent);
      if (!sent || !kind) throw new Invalid('Pilih berkasnya dahulu.', { file: 'Pilih berkasnya dahulu.' });
      const isKept = await addFile(assessment, open.attempt._id, open.question.id, open.limits, kind, sent);
      return isKept ? redirect(filesAddress(open.attempt._id, received.params.number), { text: 'Berkas sudah tersimpan.' }) : toResult(received);
    },
    invalid: async (problem, received) => {
      const open = await selectSending(assessment, received);
      return open ? show(open, received, problem) : toResult(received);
    },
  }),
  route({
    method: 'post',
    path: `${PATH}/remove`,
    access: 'signed-in',
    params: questionParams,
    body: z.object({ file: fileName }),
    handle: async (received) => {
      const open = await selectSending(assessment, received);
      if (!open) return toResult(received);
      await removeFile(assessment, open.attempt._id, open.question.id, received.body.file);
      return redirect(filesAddress(open.attempt._id, received.params.number), { text: 'Berkas sudah dihapus.' });
    },
  }),
];

export const fileRoutes = (assessment: Assessment): readonly Route[] => [
  ...sending(assessment),
  route({
    method: 'get',
    path: '/attempts/:attempt/files/:question/:file',
    access: 'signed-in',
    params: attemptParams.extend({ question: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/), file: fileName }),
    handle: async (received) => {
      const { question, file: name } = received.params;
      const attempt = await selectOwnAttempt(assessment, signedIn(received), received.params.attempt);
      const { file, bytes: content } = await readFile(assessment, attempt, question, name);
      return bytes(content, fileHeaders(file));
    },
  }),
];
