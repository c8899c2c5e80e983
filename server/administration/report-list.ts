import type { AccountRecord } from '../accounts/account-model.ts';
import type { MistakeReportRecord, ReportState } from '../learning/mistake-report-model.ts';
import type { Viewer } from '../web/viewer.ts';
import type { Administration } from './administration.ts';
import { PAGE_SIZE, type ListPage } from './list-page.ts';
import { isUnscoped, mayFollow } from './policy.ts';
import { trainerScope, withinScope, type TrainerScope } from './classes/trainer-scope.ts';

/** A page stops looking after this many reports of other regions. */
const MOST_LOOKED_THROUGH = 2000;

export interface ReportRow {
  readonly report: MistakeReportRecord;
  /** Who reported it; undefined: somebody who was not signed in, or whose account is gone. */
  readonly author: AccountRecord | undefined;
}

export interface ReportFilter {
  readonly state: ReportState;
  readonly course?: string | undefined;
}

/** Which of these a viewer confined to classes may read: of their members, and of nobody in particular, in the courses of the classes. */
export async function reportsWithin<R extends Pick<MistakeReportRecord, 'learner' | 'course'>>(administration: Pick<Administration, 'classes'>, scope: TrainerScope, reports: readonly R[]): Promise<R[]> {
  if (scope === undefined) return [...reports];
  const known = reports.flatMap((report) => (report.learner === undefined ? [] : [{ report, learner: report.learner, course: report.course }]));
  const own = new Set((await withinScope(administration, scope, known)).map(({ report }) => report));
  return reports.filter((report) => (report.learner === undefined ? scope.some(({ course }) => course === report.course) : own.has(report)));
}

/** Newest first. An administrator of a region reads what learners of the region reported, a trainer of classes what their members did. */
export async function selectReports(
  administration: Administration,
  viewer: Viewer,
  filter: ReportFilter,
  after: string | undefined,
): Promise<ListPage<ReportRow, string>> {
  const { accounts, assessment } = administration;
  const scope = await trainerScope(administration, viewer);
  const found: ReportRow[] = [];
  let from = after;
  let lookedThrough = 0;
  let more = true;
  while (more && found.length <= PAGE_SIZE && lookedThrough < MOST_LOOKED_THROUGH) {
    const reports = await assessment.reports.selectPage(filter, from, PAGE_SIZE + 1);
    const authors = await accounts.accounts.selectByIds([...new Set(reports.flatMap((report) => report.learner ?? []))]);
    const byId = new Map(authors.map((author) => [author._id, author]));
    const rows = (await reportsWithin(administration, scope, reports)).map((report) => ({ report, author: report.learner === undefined ? undefined : byId.get(report.learner) }));
    found.push(...rows.filter(({ author }) => isUnscoped(viewer) || (author && mayFollow(viewer, author))));
    from = reports.at(-1)?._id;
    lookedThrough += reports.length;
    more = reports.length > PAGE_SIZE;
  }
  const rows = found.slice(0, PAGE_SIZE);
  const next = found.length > PAGE_SIZE ? rows.at(-1)?.report._id : more ? from : undefined;
  return { rows, previous: undefined, next };
}
