import { dateAndTime } from '../../../web/i18n/dates.ts';
import type { Received } from '../../../web/route.ts';
import type { Viewer } from '../../../web/viewer.ts';
import type { Administration } from '../../administration.ts';
import type { ClassRecord } from '../class-model.ts';
import { maySeeRoster } from './bringer.ts';
import { rosterPath, stateText } from './present-roster.ts';

/** The latest lists of a class, as far as this viewer may see them; for `views/administration/class-rosters.ejs`. */
export async function presentRosters({ rosters }: Administration, viewer: Viewer, found: ClassRecord, { t, language }: Received<unknown, unknown, unknown>) {
  const newest = await rosters.selectNewest(found._id);
  return newest.filter((roster) => maySeeRoster(viewer, roster)).map((roster) => ({ href: rosterPath(roster), fileName: roster.fileName, sentAt: dateAndTime(roster.createdAt, language), state: stateText(roster.state, t) }));
}
