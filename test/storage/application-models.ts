import type { Connection, Model } from 'mongoose';
import { statusCountModel } from '../../server/certification/credential/status-model.ts';
import { statusPlaceModel } from '../../server/certification/credential/status-model.ts';
import { credentialModel } from '../../server/certification/credential/credential-model.ts';
import { accountModel, loginModel } from '../../server/accounts/account-model.ts';
import { securityRulesModel, twoFactorModel } from '../../server/accounts/two-factor/two-factor-model.ts';
import { auditEntryModel, daySealModel, sealPartModel } from '../../server/administration/audit/audit-model.ts';
import { mergeModel } from '../../server/administration/merging/merge-model.ts';
import { codeModel } from '../../server/accounts/code-model.ts';
import { throttleModel } from '../../server/accounts/throttle-model.ts';
import { counterModel } from '../../server/assessment/analysis/counter-model.ts';
import { attemptModel, movedAttemptModel } from '../../server/assessment/attempt-model.ts';
import { markingModel } from '../../server/assessment/marking-model.ts';
import { regradeChangeModel, regradeEffectModel, regradeModel } from '../../server/assessment/regrading/regrade-model.ts';
import { sittingModel } from '../../server/assessment/sittings/sitting-model.ts';
import { standingModel } from '../../server/assessment/standing-model.ts';
import { announcementModel, dismissalModel, outboxModel } from '../../server/administration/announcements/announcement-model.ts';
import { followCounterModel, followedVersionModel, followJournalModel, followModel } from '../../server/administration/following/follow-model.ts';
import { classModel, classPlaceModel, memberModel } from '../../server/administration/classes/class-model.ts';
import { rosterModel, rosterRowModel } from '../../server/administration/classes/roster/roster-model.ts';
import { blockedModel } from '../../server/certification/blocked-model.ts';
import { certificateModel } from '../../server/certification/certificate-model.ts';
import { certificateSettingsModel } from '../../server/certification/certificate-settings-model.ts';
import { runningNumberModel, takenNumberModel } from '../../server/certification/document-number-model.ts';
import { serialModel } from '../../server/certification/serial-model.ts';
import { currentPackageModel, packageModel } from '../../server/content/uploads/package-model.ts';
import { currentVersionModel } from '../../server/content/version-model.ts';
import { organisationModel } from '../../server/accounts/organisations/organisation-model.ts';
import { bundleModel } from '../../server/certification/bundles/bundle-model.ts';
import { contactModel } from '../../server/learning/contacts/contact-model.ts';
import { visitModel } from '../../server/learning/news/visit-model.ts';
import { noteModel } from '../../server/learning/notes/note-model.ts';
import { enrolmentModel } from '../../server/learning/enrolment-model.ts';
import { mistakeReportModel } from '../../server/learning/mistake-report-model.ts';
import { sessionModel } from '../../server/web/session-model.ts';

/** Each model of the application on a connection, its indexes made. */
export async function openApplicationModels(connection: Connection): Promise<readonly Model<unknown>[]> {
  const makers = [
    accountModel, loginModel, codeModel, throttleModel, attemptModel, standingModel, blockedModel, certificateModel, certificateSettingsModel,
    runningNumberModel, takenNumberModel, serialModel, currentVersionModel, enrolmentModel, mistakeReportModel, sessionModel,
    counterModel, markingModel, regradeChangeModel, regradeEffectModel, regradeModel, sittingModel, credentialModel, statusPlaceModel, statusCountModel,
    followModel, followCounterModel, followJournalModel, followedVersionModel, announcementModel, dismissalModel, outboxModel,
    organisationModel, classModel, classPlaceModel, memberModel, rosterModel, rosterRowModel, bundleModel, currentPackageModel, packageModel,
    movedAttemptModel, twoFactorModel, securityRulesModel, auditEntryModel, daySealModel, sealPartModel, mergeModel, contactModel, visitModel, noteModel,
  ];
  const models = makers.map((make) => make(connection) as unknown as Model<unknown>);
  await Promise.all(models.map((model) => model.init()));
  return models;
}
