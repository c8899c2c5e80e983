import { NotFound } from '../../errors.ts';
import { page, type Reply } from '../../web/reply.ts';
import { signedIn, type Received } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { CLASSES_PATH } from '../classes/class-address.ts';
import { regionsInWords } from '../classes/class-list.ts';
import type { ClassRecord } from '../classes/class-model.ts';
import { courseTitle } from '../learner-result.ts';
import { mayChangeSettings } from '../policy.ts';
import { classTabs } from './class-tabs.ts';
import { waitingMarks } from './waiting-marks.ts';
import { presentFunnel, presentHeat, regionWords, weakestUnit } from './following-presenter.ts';
import { atPlace, membersIn } from './funnel.ts';
import { sumsOfClass } from './sums.ts';
import type { Course } from '../../content/course.ts';

export const followingPath = (classId: string): string => `${CLASSES_PATH}/${classId}/following`;

export function courseOf({ learning }: Administration, { course }: ClassRecord): Course {
  const found = learning.courses.course(course);
  if (!found) throw new NotFound('Pelatihan angkatan ini sedang tidak ada. Periksa berkas pelatihan.');
  return found;
}

/** `views/administration/following/class.ejs` */
export async function showFollowing(administration: Administration, found: ClassRecord, received: Received<unknown, unknown, unknown>): Promise<Reply> {
  const viewer = signedIn(received);
  const { t, language } = received;
  const course = courseOf(administration, found);
  const sums = await sumsOfClass(administration.following, viewer, found._id);
  const { whole, regions } = sums;
  const at = (place: string) => `${followingPath(found._id)}/${place}`;
  const isAdministrator = viewer.role === 'administrator';
  const waiting = [
    { count: atPlace(whole, 'invited'), text: t('belum pernah masuk'), href: isAdministrator ? `${CLASSES_PATH}/${found._id}` : at('invited'), link: isAdministrator ? t('Buat lembar kode') : t('Lihat siapa') },
    { count: atPlace(whole, 'exhausted'), text: t('belum tuntas dan kesempatannya habis'), href: at('exhausted'), link: t('Beri kesempatan tambahan') },
    ...waitingMarks(whole, received),
    { count: atPlace(whole, 'met'), text: t('sudah tuntas, sertifikatnya belum terbit'), href: course.exam && mayChangeSettings(viewer) ? '/admin/certificates/blocked' : at('met'), link: t('Periksa sebabnya') },
  ];
  const fields = {
    title: found.name,
    tabs: classTabs(received, found, 'following'),
    styles: ['styles/charts.css'],
    facts: [courseTitle(course, language), regionsInWords(found.regions), t('{n} peserta', { n: membersIn(whole) }), found.state === 'open' ? '' : t('Sudah ditutup')],
    members: membersIn(whole),
    done: atPlace(whole, 'met') + atPlace(whole, 'certified'),
    neverEntered: atPlace(whole, 'invited'),
    weakest: weakestUnit(course, sums, received),
    hasExam: course.exam !== undefined,
    funnel: presentFunnel(course, whole, received, at),
    waiting: waiting.filter(({ count }) => count > 0),
    heat: presentHeat(course, regions.map(({ region, counts }) => ({ name: regionWords(region, received), members: membersIn(counts), counts })), received),
  };
  return page('administration/following/class', fields);
}
