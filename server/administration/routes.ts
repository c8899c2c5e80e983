import type { Route } from '../web/route.ts';
import type { Administration } from './administration.ts';
import { announcementRoutes } from './announcements/announcement-routes.ts';
import { analysisRoutes } from './analysis-routes.ts';
import { auditRoutes } from './audit/audit-routes.ts';
import { blockedRoutes } from './blocked-routes.ts';
import { bundleRoutes } from './bundles/bundle-routes.ts';
import { certificateRoutes } from './certificate-routes.ts';
import { certificatesRoutes } from './certificates-routes.ts';
import { classRoutes } from './classes/class-routes.ts';
import { closingRoutes } from './closing/closing-routes.ts';
import { followingRoutes } from './following/following-routes.ts';
import { joinRoutes } from './classes/join-routes.ts';
import { classCodeRoutes } from './classes/codes/code-routes.ts';
import { rosterRoutes } from './classes/roster/roster-routes.ts';
import { contactsRoutes } from './contacts-routes.ts';
import { homeRoutes } from './home-routes.ts';
import { organisationRoutes } from './organisations/organisation-routes.ts';
import { lookRoutes } from './looks/look-routes.ts';
import { markingRoutes } from './marking-routes.ts';
import { importRoutes } from './import-routes.ts';
import { previewRoutes } from './preview/preview-routes.ts';
import { uploadRoutes } from './uploads/upload-routes.ts';
import { quizTryRoutes } from './preview/quiz-try-routes.ts';
import { versionRoutes } from './preview/version-routes.ts';
import { eraseUserRoutes } from './own-data/erase-user-routes.ts';
import { mergeRoutes } from './merging/merge-routes.ts';
import { nameRoutes } from './name-routes.ts';
import { ownDataRoutes } from './own-data/own-data-routes.ts';
import { problemsRoutes } from './problems-routes.ts';
import { regradeRoutes } from './regrade-routes.ts';
import { reportsRoutes } from './reports-routes.ts';
import { resultRoutes } from './result-routes.ts';
import { resultsRoutes } from './results-routes.ts';
import { securityRoutes } from './security-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { unconfirmedRoutes } from './unconfirmed-routes.ts';
import { userRegionRoutes } from './user-region.ts';
import { userRoutes } from './user-routes.ts';
import { usersRoutes } from './users-routes.ts';

/** Files before pages, and fixed words before names, since the first route that fits an address answers. */
export const administrationRoutes = (administration: Administration): readonly Route[] => [
  ...homeRoutes(),
  ...certificatesRoutes(administration),
  ...blockedRoutes(administration),
  ...bundleRoutes(administration),
  ...certificateRoutes(administration),
  ...resultsRoutes(administration),
  ...resultRoutes(administration),
  ...followingRoutes(administration),
  ...closingRoutes(administration),
  ...announcementRoutes(administration),
  ...classRoutes(administration),
  ...rosterRoutes(administration),
  ...joinRoutes(administration),
  ...organisationRoutes(administration),
  ...classCodeRoutes(administration),
  ...usersRoutes(administration),
  ...unconfirmedRoutes(administration),
  ...userRegionRoutes(administration),
  ...userRoutes(administration),
  ...markingRoutes(administration),
  ...analysisRoutes(administration),
  ...regradeRoutes(administration),
  ...reportsRoutes(administration),
  ...contactsRoutes(administration),
  ...problemsRoutes(administration),
  ...previewRoutes(administration),
  ...quizTryRoutes(administration),
  ...versionRoutes(administration),
  ...uploadRoutes(administration),
  ...importRoutes(administration),
  ...lookRoutes(administration),
  ...settingsRoutes(administration),
  ...auditRoutes(administration),
  ...securityRoutes(administration),
  ...ownDataRoutes(administration),
  ...mergeRoutes(administration),
  ...nameRoutes(administration),
  ...eraseUserRoutes(administration),
];
