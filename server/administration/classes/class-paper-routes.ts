import { z } from 'zod';
import { numbersGiven, paperFields, paperTextFields, paperTexts, picturesAsked, refinePaper, type PaperTexts } from '../../certification/paper-form.ts';
import { logoHref } from '../../certification/certificate-settings-store.ts';
import { keptPaper, type KeptPaper } from '../../certification/keep-paper.ts';
import { paperSettings } from '../../certification/paper-settings.ts';
import { TRIED_NAMES } from '../../certification/pdf/tried-names.ts';
import { previewLook } from '../../certification/preview-look.ts';
import { Invalid, NotFound } from '../../errors.ts';
import { bytes, page, redirect, type Reply } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { classTabs } from '../following/class-tabs.ts';
import { courseTitle } from '../learner-result.ts';
import { accountId } from '../list-query.ts';
import { keepNumbers, nextNumber, refuseNumbers } from '../papers/paper-numbers.ts';
import { PAPER_UPLOAD, paperPictures, sentPictures, signatureReply } from '../papers/paper-pictures-form.ts';
import { CLASSES_PATH } from './class-address.ts';
import type { ClassRecord } from './class-model.ts';
import { selectRun } from './class-page.ts';

const PATH = `${CLASSES_PATH}/:class/certificate`;
/** A preview is drawn anew each time. */
const PER_MINUTE = 60;
const LONGEST_NAME = 120;

const params = z.object({ class: accountId });
const pictureParams = z.object({ class: accountId, picture: z.coerce.number().int().min(1).max(2) });
const previewQuery = z.object({ name: z.string().max(LONGEST_NAME).transform((typed) => typed.replace(/\s+/g, ' ').trim()).catch('') });
const form = z
  .object(paperFields)
  .superRefine(refinePaper)
  .transform((typed) => ({ texts: paperTexts(typed), asked: picturesAsked(typed), numbers: numbersGiven(typed) }));

const NOTHING: KeptPaper = { issuerLines: [], place: undefined, legalBasis: undefined, documentNumber: undefined, signatories: [] };

const isNothing = ({ issuerLines, place, legalBasis, documentNumber, signatories, logo }: KeptPaper): boolean =>
  issuerLines.length === 0 && signatories.length === 0 && [place, legalBasis, documentNumber, logo].every((text) => text === undefined);

interface Typed {
  readonly values: unknown;
  readonly errors: Readonly<Record<string, string>>;
  /** A name that was tried, and what is wrong with it. */
  readonly name?: string;
}

/** What certificates of the class say where its own fields are empty. */
async function insteadOf({ certification, learning }: Administration, found: ClassRecord): Promise<PaperTexts> {
  const kept = await certification.settings.select();
  const course = learning.courses.course(found.course);
  return course ? paperSettings(kept, course.certificate) : kept;
}

/** `views/administration/class-certificate.ejs` */
async function showPaper(administration: Administration, found: ClassRecord, received: Received<unknown, unknown, unknown>, typed?: Typed): Promise<Reply> {
  const { t, language } = received;
  const own = `${CLASSES_PATH}/${found._id}`;
  const paper = found.paper ?? NOTHING;
  const course = administration.learning.courses.course(found.course);
  const instead = await insteadOf(administration, found);
  const previewHref = (name: string): string => `${own}/certificate/preview.pdf?${new URLSearchParams({ name }).toString()}`;
  return page(
    'administration/class-certificate',
    {
      title: found.name,
      tabs: classTabs(received, found, 'certificate'),
      course: course ? courseTitle(course, language) : found.course,
      action: `${own}/certificate`,
      values: typed?.values ?? paperTextFields(paper),
      errors: typed?.errors ?? {},
      pictures: paperPictures(paper, { logo: logoHref({ logo: paper.logo }), signatures: `${own}/certificate/signatures` }),
      nextNumber: await nextNumber(administration.certification, paper.documentNumber ?? instead.documentNumber),
      instead: paperTextFields(instead),
      signs: instead.signatories.map(({ name, office }) => t('{name} ({office})', { name, office })).join(', '),
      preview: course && { action: `${own}/certificate/preview.pdf`, name: typed?.name, samples: TRIED_NAMES.map((name) => ({ text: name, href: previewHref(name) })) },
    },
    { status: typed ? 422 : 200 },
  );
}

async function preview(administration: Administration, found: ClassRecord, received: Received<unknown, z.output<typeof previewQuery>, unknown>): Promise<Reply> {
  const { name } = received.query;
  const course = administration.learning.courses.course(found.course);
  if (!course) throw new NotFound('Pelatihan ini tidak ada.');
  if (name === '') return showPaper(administration, found, received, { values: paperTextFields(found.paper ?? NOTHING), errors: { name: 'Isi nama.' }, name });
  try {
    const pdf = await previewLook(administration.certification, { course, ofClass: found.paper }, name);
    return bytes(pdf, { 'Content-Type': 'application/pdf', 'Content-Disposition': 'inline; filename="pratinjau.pdf"', 'Cache-Control': 'no-store' });
  } catch (problem) {
    // The page with the field is the answer, whatever asked.
    if (!(problem instanceof Invalid)) throw problem;
    const error = received.t('Ada huruf yang tidak dapat dicetak: {letters}', problem.facts);
    return showPaper(administration, found, received, { values: paperTextFields(found.paper ?? NOTHING), errors: { name: error }, name });
  }
}

/** What the certificates of a class say before course and site: who certifies, who signs, how documents are numbered. */
export const classPaperRoutes = (administration: Administration): readonly Route[] => {
  const { classes, certification } = administration;
  const select = (received: Received<{ class: string }, unknown, unknown>) => selectRun(administration, signedIn(received), received.params.class);
  return [
    route({ method: 'get', path: PATH, access: 'administrator', params, handle: async (received) => showPaper(administration, await select(received), received) }),
    route({ method: 'get', path: `${PATH}/preview.pdf`, access: 'administrator', perMinute: PER_MINUTE, params, query: previewQuery, handle: async (received) => preview(administration, await select(received), received) }),
    route({
      method: 'get',
      path: `${PATH}/signatures/:picture`,
      access: 'administrator',
      params: pictureParams,
      handle: async (received) => signatureReply(certification.files, (await select(received)).paper ?? NOTHING, received.params.picture),
    }),
    route({
      method: 'post',
      path: PATH,
      access: 'administrator',
      params,
      upload: PAPER_UPLOAD,
      body: form,
      invalid: async (problem, received) => showPaper(administration, await select(received), received, { values: received.body ?? {}, errors: problem.fields }),
      handle: async (received) => {
        const found = await select(received);
        const { numbers, ...given } = received.body;
        await refuseNumbers(certification, numbers);
        const paper = await keptPaper(certification.files, found.paper ?? NOTHING, { ...given, sent: sentPictures(received.http) });
        await classes.changePaper(found._id, isNothing(paper) ? undefined : paper);
        await keepNumbers(certification, numbers);
        return redirect(`${CLASSES_PATH}/${found._id}/certificate`, { text: 'Tersimpan. Sertifikat yang terbit sesudah ini memakainya; yang sudah terbit tidak berubah.' });
      },
    }),
  ];
};
