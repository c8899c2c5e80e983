import type { Connection } from 'mongoose';
import { isWithin } from '../../accounts/regions/regions.ts';
import type { Announced, NewsSource } from '../../learning/news/news.ts';
import type { ClassStore } from '../classes/class-store.ts';
import type { FollowRecord } from '../following/follow-model.ts';
import type { FollowStore } from '../following/follow-store.ts';
import { createAnnouncementStore, type AnnouncementStore } from './announcement-store.ts';
import type { AnnouncementRecord } from './announcement-model.ts';
import { linesOf } from './text-parts.ts';

/** Of each class; what is older has been told. */
const NEWEST = 5;
const DAY_MS = 24 * 60 * 60 * 1000;
const SHOWN_FOR_MS = 60 * DAY_MS;

/** Who answers for a region tells its learners. */
export const isMeantFor = ({ scope }: Pick<AnnouncementRecord, 'scope'>, region: string | undefined): boolean =>
  scope.length === 0 || (region !== undefined && scope.some((outer) => isWithin(region, outer)));

export const isShown = ({ withdrawnAt, createdAt }: AnnouncementRecord, now: Date): boolean => withdrawnAt === undefined && now.getTime() - createdAt.getTime() < SHOWN_FOR_MS;

export interface ToldSources {
  readonly follows: Pick<FollowStore, 'selectOfLearner'>;
  readonly classes: Pick<ClassStore, 'selectOptionalClass'>;
  readonly announcements: AnnouncementStore;
}

type Told = Announced & { readonly id: string };

async function ofClass({ classes, announcements }: ToldSources, { class: classId, region }: FollowRecord, now: Date): Promise<Told[]> {
  const found = (await announcements.selectNewest(classId, NEWEST)).filter((one) => isShown(one, now) && isMeantFor(one, region));
  const className = found.length > 0 ? ((await classes.selectOptionalClass(classId))?.name ?? '') : '';
  return found.map(({ _id, createdAt, text }) => ({ kind: 'announcement', id: _id, className, at: createdAt, lines: linesOf(text), dismissHref: dismissAddress(_id) }));
}

export const dismissAddress = (id: string): string => `/announcements/${id}/dismiss`;

/** What the learner's classes were told and the learner has not put away, newest first; for who is in no class, one look-up. */
async function toldTo(sources: ToldSources, learner: string, now: Date): Promise<Told[]> {
  const followed = (await sources.follows.selectOfLearner(learner)).filter(({ place }) => place !== undefined);
  if (followed.length === 0) return [];
  const told = (await Promise.all(followed.map((record) => ofClass(sources, record, now)))).flat();
  if (told.length === 0) return [];
  const dismissed = await sources.announcements.selectDismissed(told.map(({ id }) => id), learner);
  return told.filter(({ id }) => !dismissed.has(id)).sort((a, b) => b.at.getTime() - a.at.getTime());
}

/** The learning room's port. Whoever joins a class late is told as well what it was told before: what was put away counts, not when one last looked. */
export const createAnnouncements = (sources: ToldSources, now: () => Date = () => new Date()): NewsSource => ({
  since: async (learner) => (await toldTo(sources, learner, now())).map(({ id: _id, ...told }) => told),
  async read(learner, until) {
    const told = await toldTo(sources, learner, now());
    for (const { id } of told.filter(({ at }) => at <= until)) await sources.announcements.dismiss(id, learner);
  },
});

/** With stores alone, so that it can be made before this room is. */
export const openAnnouncements = (connection: Connection, follows: FollowStore, classes: ToldSources['classes']): NewsSource =>
  createAnnouncements({ follows, classes, announcements: createAnnouncementStore(connection) });
