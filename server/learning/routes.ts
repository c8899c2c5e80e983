import type { Route } from '../web/route.ts';
import { courseRoutes } from './course-routes.ts';
import { lessonRoutes } from './lesson-routes.ts';
import { mediaRoutes } from './media-routes.ts';
import { myCoursesRoutes } from './my-courses-routes.ts';
import type { LearningRoom } from './room.ts';

export const learningRoutes = (room: LearningRoom): readonly Route[] => [
  ...lessonRoutes(room),
  ...courseRoutes(room),
  ...myCoursesRoutes(room),
  ...mediaRoutes(room),
];
