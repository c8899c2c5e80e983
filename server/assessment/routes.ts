import type { Route } from '../web/route.ts';
import type { Assessment } from './assessment.ts';
import { attemptRoutes } from './attempt-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { quizRoutes } from './quiz-routes.ts';
import { resultRoutes } from './result-routes.ts';
import { offlineQuizRoutes } from './sync/offline-quiz-routes.ts';
import { syncRoutes } from './sync/sync-routes.ts';

export const assessmentRoutes = (assessment: Assessment): readonly Route[] => [
  ...attemptRoutes(assessment),
  ...quizRoutes(assessment),
  ...fileRoutes(assessment),
  ...resultRoutes(assessment),
  ...offlineQuizRoutes(assessment),
  ...syncRoutes(assessment),
];
