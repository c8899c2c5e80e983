import { reachesRegion } from '../accounts/policy.ts';
import { regionName } from '../accounts/regions/regions.ts';
import type { BlockedIssue } from '../certification/blocked-model.ts';
import { shortDate } from '../web/i18n/dates.ts';
import { page } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Administration } from './administration.ts';
import { CERTIFICATES_PATH } from './certificates-presenter.ts';
import { courseTitle } from './learner-result.ts';

export const BLOCKED_PATH = `${CERTIFICATES_PATH}/blocked`;

const BATCH = 100;
/** Nearly every name can be printed: more than this at once is a fault of the fonts, and a longer list would not help. */
const MOST_SHOWN = 200;

/** Whoever within reach has earned a certificate that cannot be printed. */
export async function selectBlocked({ certification }: Administration, viewer: Viewer, most = MOST_SHOWN): Promise<readonly BlockedIssue[]> {
  const found: BlockedIssue[] = [];
  let after: string | undefined;
  while (found.length < most) {
    const batch = await certification.blocked.selectPage(after, BATCH);
    found.push(...batch.filter((blocked) => reachesRegion(viewer, blocked.regionCode)));
    after = batch.at(-1)?._id;
    if (batch.length < BATCH) break;
  }
  return found.slice(0, most);
}

const fieldWords: Readonly<Record<string, string>> = { holderName: 'Nama', village: 'Desa atau kelurahan', regionName: 'Wilayah' };

const presentBlocked = ({ learning }: Administration, blocked: BlockedIssue, { t, language }: Received<unknown, unknown, unknown>) => {
  const course = learning.courses.course(blocked.course);
  return {
    href: `/admin/users/${blocked.learner}`,
    name: blocked.holderName,
    region: blocked.regionCode && regionName(blocked.regionCode),
    course: course ? courseTitle(course, language) : blocked.course,
    since: shortDate(blocked.at, language),
    // What stands in the course or in the settings has a place that only its author knows.
    missing: blocked.missing.map(({ field, characters }) => ({ field: t(fieldWords[field] ?? field), characters: characters.join(' ') })),
  };
};

/** Certificates that wait for a text to be corrected. */
export const blockedRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: BLOCKED_PATH,
    access: 'administrator',
    handle: async (received) => {
      const blocked = await selectBlocked(administration, signedIn(received));
      return page('administration/blocked-certificates', {
        title: received.t('Sertifikat tertunda'),
        listHref: CERTIFICATES_PATH,
        blocked: blocked.map((each) => presentBlocked(administration, each, received)),
      });
    },
  }),
];
