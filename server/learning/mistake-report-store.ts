import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { NotFound } from '../errors.ts';
import { mistakeReportModel, type MistakeReportRecord, type ReportState } from './mistake-report-model.ts';

const TIME_DIGITS = 12;
const timeOrderedId = (at: Date): string =>
  at.getTime().toString(16).padStart(TIME_DIGITS, '0') + randomBytes(6).toString('base64url');

export type NewMistakeReport = Pick<MistakeReportRecord, 'course' | 'lesson' | 'question' | 'text' | 'learner'>;

export type MistakeReportStore = ReturnType<typeof createMistakeReportStore>;

export function createMistakeReportStore(connection: Connection) {
  const reports = mistakeReportModel(connection);
  return {
    async create(given: NewMistakeReport): Promise<string> {
      const at = new Date();
      const _id = timeOrderedId(at);
      await reports.create({ ...given, _id, at, state: 'open' });
      return _id;
    },

    /** Newest first; `afterId` is the last one of the page before. */
    async selectPage(
      filter: { readonly state: ReportState; readonly course?: string | undefined },
      afterId: string | undefined,
      size: number,
    ): Promise<MistakeReportRecord[]> {
      return reports
        .find({
          state: filter.state,
          ...(filter.course ? { course: filter.course } : {}),
          ...(afterId ? { _id: { $lt: afterId } } : {}),
        })
        .sort({ _id: -1 })
        .limit(size)
        .lean();
    },

    async selectOptional(id: string): Promise<MistakeReportRecord | undefined> {
      return (await reports.findOne({ _id: id }).lean()) ?? undefined;
    },

    /** What one learner reported, newest first, with the answers. */
    async selectOfLearner(learner: string, size: number): Promise<MistakeReportRecord[]> {
      return reports.find({ learner }).sort({ _id: -1 }).limit(size).lean();
    },

    /** Answers that this learner has not said to have read. */
    async selectUnread(learner: string, size: number): Promise<MistakeReportRecord[]> {
      return reports.find({ learner, unread: true }).sort({ _id: -1 }).limit(size).lean();
    },

    /** Reading twice is no mistake. `until`: the newest report that was shown. */
    async markRead(learner: string, until: string): Promise<void> {
      await reports.updateMany({ learner, unread: true, _id: { $lte: until } }, { $set: { unread: false } });
    },

    /** What was reported stays, whoever reported it. */
    async forgetReporter(learner: string): Promise<void> {
      await reports.updateMany({ learner }, { $unset: { learner: 1 } });
    },

    async moveReporter(from: string, into: string): Promise<void> {
      await reports.updateMany({ learner: from }, { $set: { learner: into } });
    },

    /** Reports that were dealt with and are older than this. */
    async removeClosedBefore(moment: Date): Promise<void> {
      const _id = { $lt: moment.getTime().toString(16).padStart(TIME_DIGITS, '0') };
      for (const state of ['answered', 'dismissed'] as const) await reports.deleteMany({ state, _id });
    },

    async setState(id: string, state: ReportState, answer: string | undefined, by: string): Promise<void> {
      const { matchedCount } = await reports.updateOne(
        { _id: id },
        { $set: { state, answer, answeredBy: by, answeredAt: new Date(), unread: state === 'answered' } },
      );
      if (matchedCount === 0) throw new NotFound('Laporan ini tidak ada.');
    },
  };
}
