import type { Certification } from './certification.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import type { BlockedIssue } from './blocked-model.ts';
import { inLanguage, type Course } from '../content/course.ts';
import { progressOf } from '../learning/progress.ts';
import { calendarDay, longDate } from '../web/i18n/dates.ts';
import { stateOn } from './certificate-state.ts';
import { homeOf } from './credential/achievement-credential.ts';
import { soonFrom } from './expires-soon.ts';
import { evidenceAddress } from './evidence-routes.ts';
import { issueIfEligible } from './issue-certificate.ts';
import { renewalOffer, type Renewal } from './renewals.ts';
import { openAddress } from './statement/qr-address.ts';
import { noonOf } from './validity.ts';
import type { Shown } from './verify-presenter.ts';

const presentRenewal = (renewal: Renewal, certificate: IssuedCertificate, language: Shown['language']) => {
  const offer = renewalOffer(renewal, certificate);
  return { ...offer, units: offer.units.map((unit) => inLanguage(unit, language)) };
};

const presentOwn = (certificate: IssuedCertificate, renewal: Renewal | undefined, { language, now }: Shown) => {
  const { serial, record, history, supersededBy, supersedes, shareToken } = certificate;
  const own = `/certificates/${serial}`;
  const credential = (name: string) => (record.isSample ? undefined : `${own}/${name}`);
  const state = stateOn(certificate, calendarDay(now));
  return {
    serial,
    courseTitle: (language === 'en' ? record.course.titleEn : undefined) ?? record.course.title,
    level: record.course.level,
    issuedAt: longDate(noonOf(record.issuedOn), language),
    validUntil: record.validUntil && longDate(noonOf(record.validUntil), language),
    state,
    // With the token, as the QR code has it: it is the holder's own page, to be shown on.
    verifyHref: openAddress(serial, certificate.token),
    downloadHref: `${own}.pdf`,
    credentialHref: credential('credential.jwt'),
    jsonHref: credential('credential.json'),
    badgeHref: credential('badge.png'),
    badgeSvgHref: credential('badge.svg'),
    evidenceHref: evidenceAddress(serial),
    pictureHref: `${own}/picture.png`,
    replacement: supersededBy,
    replaced: supersedes,
    sharing: state === 'valid' || state === 'expired' ? { action: `${own}/sharing`, link: shareToken && `${homeOf(record)}${openAddress(serial, shareToken)}`, showsScores: certificate.showsScores === true } : undefined,
    renewal: renewal && presentRenewal(renewal, certificate, language),
    expiresSoon: state === 'valid' && certificate.expiresOn <= soonFrom(calendarDay(now)),
    revokedReason: state === 'revoked' || state === 'suspended' ? history.findLast((change) => change.to === state)?.reason : undefined,
  };
};

/** What the holder has to correct, in words. */
const blockedWords = (blocked: BlockedIssue, { t }: Shown): string => {
  const own = blocked.missing.filter(({ field }) => field === 'holderName' || field === 'village');
  const letters = [...new Set(own.flatMap(({ characters }) => characters))].join(' ');
  return own.length > 0
    ? t('Sertifikat belum terbit: huruf {letters} pada nama atau desa Anda belum dapat dicetak. Ganti hurufnya di halaman akun.', { letters })
    : t('Sertifikat belum terbit karena ada tulisan yang belum dapat dicetak. Admin sudah diberi tahu.');
};

async function presentUnderWay({ learning, blocked }: Certification, learner: string, certified: ReadonlySet<string>, shown: Shown) {
  const enrolments = (await learning.enrolments.selectOfLearner(learner)).filter(({ course }) => !certified.has(course));
  const waiting = new Map((await blocked.selectOfLearner(learner)).map((issue) => [issue.course, issue]));
  const rows = await Promise.all(
    enrolments.map(async (enrolment) => {
      const course: Course | undefined = await learning.courseFor(enrolment);
      if (!course) return [];
      const { unitsMet, units } = progressOf(course, enrolment, await learning.standings.of(learner, course.id));
      const issue = waiting.get(course.id);
      const title = inLanguage(course.title, shown.language);
      if (issue) return [{ title: `${title}. ${blockedWords(issue, shown)}`, href: '/account', text: '' }];
      return [{ title, href: `/courses/${course.id}`, text: shown.t('{n} dari {total} kompetensi', { n: unitsMet, total: units }) }];
    }),
  );
  return rows.flat();
}

/**
 * Fields of `certification/my-certificates`. What has been earned and not been issued (a crash, a corrected name, a lesson
 * that was the last thing missing) is issued first.
 */
export async function presentMyCertificates(certification: Certification, learner: string, shown: Shown): Promise<Readonly<Record<string, unknown>>> {
  const { certificates, learning, renewals } = certification;
  const before = await certificates.selectOfLearner(learner);
  const settled = new Set(before.filter(({ state }) => state !== 'sample' && state !== 'superseded').map(({ course }) => course));
  // A renewal whose units are shown and that was not issued is due as well.
  for (const certificate of before) if ((await renewals.of(certificate))?.units.length === 0) settled.delete(certificate.course);
  for (const { course } of await learning.enrolments.selectOfLearner(learner)) {
    if (!settled.has(course)) await issueIfEligible(certification, learner, course);
  }
  const own = await certificates.selectOfLearner(learner);
  const underWay = await presentUnderWay(certification, learner, new Set(own.map(({ course }) => course)), shown);
  const presented = await Promise.all(own.map(async (certificate) => presentOwn(certificate, await renewals.of(certificate), shown)));
  return { title: shown.t('Sertifikat saya'), certificates: presented, underWay };
}
