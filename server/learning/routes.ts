import type { Assets } from '../web/assets.ts';
import type { Route } from '../web/route.ts';
import { courseRoutes } from './course-routes.ts';
import { lessonRoutes } from './lesson-routes.ts';
import { mediaRoutes } from './media-routes.ts';
import { myCoursesRoutes } from './my-courses-routes.ts';
import type { Measure } from './offline/offline-list.ts';
import { offlineRoutes } from './offline/offline-routes.ts';
import { phoneRoutes } from './offline/phone-routes.ts';
import { newsRoutes } from './news/news-routes.ts';
import { noteRoutes } from './notes/note-routes.ts';
import type { LearningRoom } from './room.ts';
import { searchRoutes } from './search/search-routes.ts';

/** What phones keep: whether they may, and how many bytes a page of theirs is. */
export interface OfflineNeeds {
  readonly offline: boolean;
  readonly measure: Measure;
}

export const learningRoutes = (room: LearningRoom, assets: Pick<Assets, 'url'>, { offline, measure }: OfflineNeeds): readonly Route[] => [
  ...lessonRoutes(room),
  ...courseRoutes(room, offline),
  ...myCoursesRoutes(room),
  ...mediaRoutes(room),
  ...searchRoutes(room),
  ...noteRoutes(room),
  ...newsRoutes(room),
  ...offlineRoutes(room, measure),
  ...phoneRoutes(assets, offline),
];
