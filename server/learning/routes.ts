import type { Assets } from '../web/assets.ts';
import type { Route } from '../web/route.ts';
import { authorGuideRoutes } from './author-guide-routes.ts';
import { courseRoutes } from './course-routes.ts';
import { lessonRoutes } from './lesson-routes.ts';
import { mediaRoutes } from './media-routes.ts';
import { myCoursesRoutes } from './my-courses-routes.ts';
import { myReportsRoutes } from './my-reports-routes.ts';
import { offlineRoutes } from './offline/offline-routes.ts';
import { phoneRoutes } from './offline/phone-routes.ts';
import type { LearningRoom } from './room.ts';

export const learningRoutes = (room: LearningRoom, assets: Pick<Assets, 'url'>, offline: boolean): readonly Route[] => [
  ...lessonRoutes(room),
  ...courseRoutes(room),
  ...myCoursesRoutes(room),
  ...myReportsRoutes(room),
  ...authorGuideRoutes(),
  ...mediaRoutes(room),
  ...offlineRoutes(room),
  ...phoneRoutes(assets, offline),
];
