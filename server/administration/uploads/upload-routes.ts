import { sep } from 'node:path';
import { z } from 'zod';
import { questionTypes } from '../../assessment/question-types/registry.ts';
import { certificateTemplateNames } from '../../certification/pdf/certificate-templates.ts';
import type { Course } from '../../content/course.ts';
import { checkCourseZip, newPackageId, type CheckedZip } from '../../content/uploads/check-upload.ts';
import { sendCourseZip } from '../../content/uploads/course-zip.ts';
import { COURSE_ZIP } from '../../content/uploads/limits.ts';
import type { PackageRecord } from '../../content/uploads/package-model.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../../errors.ts';
import { authorLanguage } from '../../web/i18n/language.ts';
import { page, redirect, stream, type Reply } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { mayUploadCourse } from '../policy.ts';
import { courseParams } from '../preview/preview-routes.ts';
import { previewAddress, selectPreviewed } from '../preview/previewed-course.ts';
import { presentCourseRow, presentPackage, presentUploadProblems, UPLOADS_PATH } from './upload-presenter.ts';

const PER_MINUTE = 30;
/** Shown of a course's packages; all are kept. */
const MOST_PACKAGES = 20;

type Asking = Received<unknown, unknown, unknown>;

const requireUploader = (received: Asking): string => {
  const viewer = signedIn(received);
  if (!mayUploadCourse(viewer)) throw new Forbidden('Pelatihan diunggah dan diunduh oleh pelatih dan admin semua wilayah.');
  return viewer.id;
};

const formats = { formats: questionTypes, templates: certificateTemplateNames };

/** The operator's folders go before what was uploaded, so what is uploaded there would never be seen. */
const isOfOperator = ({ catalogue, uploads }: Administration, course: string): boolean =>
  catalogue.problems().some(({ courseId, folder }) => courseId === course && !folder.startsWith(uploads.folder + sep));

const ofOperator = (id: string): Conflict => new Conflict('Pelatihan "{id}" dipasang operator sebagai folder di server, dan folder itu yang berlaku. Ubah di sana, atau pakai id lain di course.yaml.', { id });

interface Shown {
  readonly errors?: Readonly<Record<string, string>>;
  readonly problems?: ReturnType<typeof presentUploadProblems>;
}

async function showUploads(administration: Administration, received: Asking, { errors = {}, problems = [] }: Shown = {}): Promise<Reply> {
  requireUploader(received);
  const { packages, learning } = administration;
  const rows = [];
  for (const course of learning.courses.courses()) {
    const isUploaded = !isOfOperator(administration, course.id);
    const kept = isUploaded ? await packages.selectKept(course.id, MOST_PACKAGES) : [];
    rows.push(presentCourseRow(course, isUploaded, kept, isUploaded ? await packages.currentOf(course.id) : undefined, received));
  }
  const fields = { title: received.t('Unggah pelatihan'), courses: rows, errors, problems, path: UPLOADS_PATH };
  return page('administration/uploads', fields, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}

type Sound = Extract<CheckedZip, { kind: 'read' }> & { readonly course: Course };

/** Why a ZIP cannot become a course; the form comes back with it. */
function refusalOf(administration: Administration, checked: CheckedZip, received: Asking): Shown | undefined {
  if (checked.kind === 'refused') return { errors: { file: checked.sentence[authorLanguage(received.language)] } };
  const { course, courseId, problems } = checked;
  if (courseId !== undefined && isOfOperator(administration, courseId)) return { errors: { file: received.t('Pelatihan "{id}" dipasang operator sebagai folder di server, dan folder itu yang berlaku. Ubah di sana, atau pakai id lain di course.yaml.', { id: courseId }) } };
  if (course) return undefined;
  return { errors: { file: received.t('Pelatihan ini masih mengandung kesalahan, jadi belum disimpan. Perbaiki yang tertulis di bawah, lalu unggah lagi.') }, problems: presentUploadProblems(problems, received) };
}

async function receiveZip(administration: Administration, received: Asking): Promise<Reply> {
  const by = requireUploader(received);
  const { file } = received.http;
  if (!file) throw new Invalid('Pilih berkas ZIP pelatihan.', { file: 'Pilih berkas ZIP pelatihan.' });
  const checked = await checkCourseZip(file.buffer, formats);
  const refusal = refusalOf(administration, checked, received);
  if (refusal) return showUploads(administration, received, refusal);
  const { course } = checked as Sound;
  const now = administration.assessment.now();
  await administration.packages.removeStaleDrafts(now);
  const draft = { _id: newPackageId(), course: course.id, version: course.version, title: course.title.original, by, at: now };
  await administration.packages.saveDraft(draft, file.buffer);
  return redirect(`${UPLOADS_PATH}/${draft._id}`);
}

const packageParams = z.object({ package: z.string().regex(/^[0-9a-f]{16}$/) });

async function selectPackage({ packages }: Administration, id: string): Promise<PackageRecord> {
  const record = await packages.selectOptional(id);
  if (!record) throw new NotFound('Kiriman ini tidak ada, atau sudah dihapus karena lebih dari sehari tidak dipakai. Unggah lagi ZIP-nya.');
  return record;
}

/** Looks at a package as it would be served now: rules of the checker may have changed since it was sent. */
async function showPackage(administration: Administration, received: Received<z.output<typeof packageParams>, unknown, unknown>): Promise<Reply> {
  requireUploader(received);
  const record = await selectPackage(administration, received.params.package);
  const zip = await administration.packages.zipOf(record);
  const checked = zip && (await checkCourseZip(zip, formats));
  const refusal = checked && refusalOf(administration, checked, received);
  if (!checked || refusal) return showUploads(administration, received, refusal ?? { errors: { file: received.t('Kiriman ini tidak tersimpan utuh. Unggah lagi ZIP-nya.') } });
  const { course, problems } = checked as Sound;
  const served = administration.learning.courses.course(record.course);
  const current = await administration.packages.currentOf(record.course);
  return page('administration/upload', presentPackage(record, course, problems, served, current, received));
}

async function publish(administration: Administration, received: Received<z.output<typeof packageParams>, unknown, { readonly base: string }>): Promise<Reply> {
  const by = requireUploader(received);
  const { packages, uploads, catalogue, assessment } = administration;
  const record = await selectPackage(administration, received.params.package);
  if (isOfOperator(administration, record.course)) throw ofOperator(record.course);
  const before = administration.learning.courses.course(record.course);
  const isPublished = await packages.publish(record, received.body.base || undefined, by, assessment.now());
  if (!isPublished) throw new Conflict('Sementara itu pelatihan ini sudah diganti orang lain. Buka lagi kirimannya, lalu lihat perbedaannya sekali lagi.');
  await uploads.tell();
  await catalogue.settled();
  return redirect(previewAddress(record.course), { text: before === undefined ? 'Pelatihan sudah terbit.' : 'Pelatihan sudah diganti. Versi sebelumnya tetap tersimpan.' });
}

/** Courses as ZIP: looked at before they count, kept in the storage, so that every machine serves them. */
export const uploadRoutes = (administration: Administration): readonly Route[] => [
  route({ method: 'get', path: UPLOADS_PATH, access: 'trainer', handle: (received) => showUploads(administration, received) }),
  route({
    method: 'post',
    path: UPLOADS_PATH,
    access: 'trainer',
    perMinute: PER_MINUTE,
    upload: { field: 'file', maxBytes: COURSE_ZIP.source },
    invalid: (problem, received) => showUploads(administration, received, { errors: problem.fields }),
    handle: (received) => receiveZip(administration, received),
  }),
  route({ method: 'get', path: `${UPLOADS_PATH}/:package`, access: 'trainer', params: packageParams, handle: (received) => showPackage(administration, received) }),
  route({
    method: 'post',
    path: `${UPLOADS_PATH}/:package`,
    access: 'trainer',
    params: packageParams,
    body: z.object({ base: z.string().regex(/^(?:[0-9a-f]{16})?$/).default('') }),
    handle: (received) => publish(administration, received),
  }),
  route({
    method: 'get',
    path: '/admin/preview/:course/zip',
    access: 'trainer',
    params: courseParams,
    handle: (received) => {
      requireUploader(received);
      const { course } = selectPreviewed(administration, received.params.course);
      const headers = { 'Content-Type': 'application/zip', 'Content-Disposition': `attachment; filename="${course.id}.zip"`, 'Cache-Control': 'private, no-store' };
      return stream(headers, (response) => sendCourseZip(course.folder, course.id, response));
    },
  }),
];
