import { z } from 'zod';
import { mustBeSample } from '../../certification/issue-certificate.ts';
import { paperSettings } from '../../certification/paper-settings.ts';
import { calendarDay } from '../../web/i18n/dates.ts';
import { page, type Reply } from '../../web/reply.ts';
import { signedIn, type Received } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { CLASSES_PATH } from '../classes/class-address.ts';
import type { ClassRecord } from '../classes/class-model.ts';
import { mayRunClass } from '../classes/class-policy.ts';
import type { WithinClass } from '../following/at-place.ts';
import { courseOf } from '../following/class-following.ts';
import { classTabs } from '../following/class-tabs.ts';
import { placeWords } from '../following/following-presenter.ts';
import { atPlace, membersIn } from '../following/funnel.ts';
import { sumsOfClass, type Sums } from '../following/sums.ts';
import { learnedOn } from '../learned-at.ts';
import { pageQuery, paginationOf } from '../list-page.ts';
import { mayChangeSettings, mayExport } from '../policy.ts';
import { RESULTS_PATH, placeWords as personPlace } from '../results-presenter.ts';
import { missingWords } from './missing-words.ts';
import { openPosition, selectOpen, writeOpenPosition } from './open-list.ts';
import { COLUMNS, DEFAULT_COLUMNS, fieldWords } from './result-columns.ts';
import { FORMATS } from './results-file.ts';

export const closingPath = (classId: string): string => `${CLASSES_PATH}/${classId}/closing`;

export const closingQuery = z.object({ after: pageQuery(openPosition).after, row: pageQuery(openPosition).row });
export type ClosingQuery = z.output<typeof closingQuery>;

/** The part of a class that the viewer reaches, and how many stand where in it. */
export async function reachedPart({ following }: Administration, received: Received<unknown, unknown, unknown>, found: ClassRecord): Promise<{ readonly within: WithinClass; readonly sums: Sums }> {
  const viewer = signedIn(received);
  const sums = await sumsOfClass(following, viewer, found._id);
  return { within: { viewer, class: found._id, regions: sums.regions.map(({ region }) => region) }, sums };
}

/** `views/administration/closing.ejs`: who is not yet competent and what each misses; minutes, papers, results. */
export async function showClosing(
  administration: Administration,
  found: ClassRecord,
  received: Received<unknown, unknown, unknown>,
  query: ClosingQuery,
  values: unknown = { day: calendarDay(new Date()), from: found.begins, to: found.ends },
  errors: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const { t, language } = received;
  const course = courseOf(administration, found);
  const { within, sums } = await reachedPart(administration, received, found);
  const list = await selectOpen(administration, within, course, query.after);
  const own = closingPath(found._id);
  const certified = atPlace(sums.whole, 'certified');
  const { certification } = administration;
  const paper = paperSettings(await certification.settings.select(), course.certificate, found.paper);
  const fields = {
    title: found.name,
    styles: ['styles/charts.css'],
    tabs: classTabs(received, found, 'closing'),
    isOpen: found.state === 'open',
    isSample: mustBeSample(certification, paper, course),
    settingsHref: mayChangeSettings(signedIn(received)) ? '/admin/settings' : undefined,
    stateHref: found.state === 'open' && mayRunClass(signedIn(received), found) ? `${CLASSES_PATH}/${found._id}/state` : undefined,
    members: membersIn(sums.whole),
    certified,
    met: atPlace(sums.whole, 'met'),
    rows: list.rows.map((result) => ({
      href: `${RESULTS_PATH}/${result.account._id}/${course.id}`,
      name: result.account.name,
      region: personPlace(result.account.village, result.account.regionCode),
      place: placeWords(course, result.place, received),
      missing: missingWords(course, result.missing, t),
      lastSeen: learnedOn(result.enrolment, language),
    })),
    pagination: paginationOf(list, { path: own, filters: {}, row: query.row, t }, writeOpenPosition),
    files: mayExport(signedIn(received))
      ? {
          minutesHref: `${own}/minutes`,
          resultsHref: `${own}/results`,
          zipHref: certified > 0 ? `${own}/certificates.zip` : undefined,
          columns: COLUMNS.map((name) => ({ name, text: t(fieldWords[name]), ticked: DEFAULT_COLUMNS.includes(name) })),
          formats: FORMATS,
        }
      : undefined,
    values,
    errors,
  };
  return page('administration/closing', fields, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}
