import { currentEvidence } from '../assessment/count-attempt.ts';
import { presentStanding } from '../assessment/standing-store.ts';
import type { Course } from '../content/course.ts';
import type { Certification } from './certification.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import { isComplete, type KeptSettings } from './certificate-settings-store.ts';
import { FIRST_CYCLE, SAMPLE_CYCLE, slotOf } from './certificate-store.ts';
import { eligibilityFor, renewalEligibility, type Missing } from './eligibility.ts';
import { attemptsByUnit } from './evidence.ts';
import { draftOf, fillSlot, type Earned } from './fill-slot.ts';
import { paperSettings } from './paper-settings.ts';
import { followRegion } from './place-certificates.ts';
import { missingCharacters } from './pdf/render-certificate.ts';

export type Issue =
  /** `held`: it was there before. */
  | { readonly kind: 'issued' | 'held'; readonly certificate: IssuedCertificate }
  | { readonly kind: 'missing'; readonly missing: readonly Missing[] }
  /** Everything is earned, but a text has letters that cannot be printed: by field of the record. */
  | { readonly kind: 'blocked'; readonly missing: Readonly<Record<string, readonly string[]>> };

/** The course as it is published now, or, where it was taken away, the version that was finished. */
const publishedNow = ({ learning }: Certification, finished: Course): Course => learning.courses.course(finished.id) ?? finished;

/** A sample is nobody's proof: until an issuer is set, the address is https and the course's trial is over. */
export const mustBeSample = ({ address }: Certification, settings: KeptSettings, { status }: Course): boolean =>
  !isComplete(settings) || !address().startsWith('https://') || status === 'pilot';

/**
 * What stands in the learner's slot: the real certificate, else what was made of the sample. A sample that is still one
 * is not in the way of the real certificate.
 */
async function standingIn({ certificates }: Certification, learner: string, course: string): Promise<{ real?: IssuedCertificate | undefined; sample?: IssuedCertificate | undefined }> {
  const real = await certificates.selectOptional(slotOf(learner, course, FIRST_CYCLE));
  if (real) return { real };
  return { sample: await certificates.selectOptional(slotOf(learner, course, SAMPLE_CYCLE)) };
}

/** `before`: a sample, or what is renewed; the new certificate takes its place. */
async function issue(certification: Certification, earned: Earned, before: IssuedCertificate | undefined): Promise<Issue> {
  const { blocked, certificates, now } = certification;
  const { account, course } = earned;
  const draft = draftOf(earned, certification);
  const missing = await missingCharacters(draft.record);
  if (Object.keys(missing).length > 0) {
    const gaps = Object.entries(missing).map(([field, characters]) => ({ field, characters: [...characters] }));
    const { name: holderName, regionCode } = account;
    await blocked.put({ learner: account._id, course: course.id, holderName, ...(regionCode === undefined ? {} : { regionCode }), missing: gaps, at: now() });
    await followRegion(certification, account._id, regionCode);
    return { kind: 'blocked', missing };
  }
  const { certificate, isNew } = await fillSlot(certification, earned);
  await followRegion(certification, account._id, certificate.regionCode);
  await blocked.remove(account._id, course.id);
  if (before && !earned.isSample) {
    const change = { to: 'superseded', at: now(), by: 'system', reason: certificate.serial } as const;
    await certificates.supersede(before._id, certificate.serial, change);
  }
  return { kind: isNew ? 'issued' : 'held', certificate };
}

/**
 * The certificate of a renewal, once its units are shown; undefined: none was begun. What it renews is looked for by its
 * cycle, since a corrected name may have given it another slot. A crash after the new one was issued leaves both, and
 * trying again supersedes the old one.
 */
async function renewIfEligible(certification: Certification, learner: string, courseId: string): Promise<Issue | undefined> {
  const { learning, accounts, certificates, evidence, settings: settingsStore } = certification;
  const shown = await evidence.standingOf(learner, courseId);
  if (!shown.renewal) return undefined;
  const { cycle } = shown.renewal;
  const old = (await certificates.selectOfLearner(learner)).find((each) => each.course === courseId && each.cycle === cycle - 1 && each.state === 'valid');
  const done = await certificates.selectOptional(slotOf(learner, courseId, cycle));
  if (done && old) await certificates.supersede(old._id, done.serial, { to: 'superseded', at: certification.now(), by: 'system', reason: done.serial });
  if (done) return { kind: 'held', certificate: done };
  const enrolment = await learning.enrolments.selectOptional(learner, courseId);
  const course = enrolment && (await learning.courseFor(enrolment));
  const account = await accounts.selectOptionalById(learner);
  if (!old || !course || !account) return undefined;
  const published = publishedNow(certification, course);
  const settings = paperSettings(await settingsStore.select(), published.certificate, await certification.classTerms(learner, courseId));
  // A sample takes no real certificate's place.
  if (mustBeSample(certification, settings, published)) return { kind: 'held', certificate: old };
  const current = currentEvidence(shown, published);
  const standing = presentStanding(current);
  const eligibility = renewalEligibility(course, standing);
  if (!eligibility.eligible) return { kind: 'missing', missing: eligibility.missing };
  return issue(certification, { account, course, standing, proofs: attemptsByUnit(current), settings, isSample: false, cycle, supersedes: old.serial }, old);
}

/**
 * Issues the certificate of a course as soon as it is earned, once, however often and from wherever it is asked. A
 * certificate that was revoked or withdrawn stays what it is.
 */
export async function issueIfEligible(certification: Certification, learner: string, courseId: string): Promise<Issue> {
  const { learning, accounts, settings: settingsStore } = certification;
  const { real, sample } = await standingIn(certification, learner, courseId);
  const held = real ?? sample;
  // A crash may have come between the paper and its region.
  if (held) await followRegion(certification, learner, held.regionCode);
  if (real) return (await renewIfEligible(certification, learner, courseId)) ?? { kind: 'held', certificate: real };
  const enrolment = await learning.enrolments.selectOptional(learner, courseId);
  const course = enrolment && (await learning.courseFor(enrolment));
  const account = await accounts.selectOptionalById(learner);
  if (!enrolment || !course || !account) return sample ? { kind: 'held', certificate: sample } : { kind: 'missing', missing: [{ kind: 'enrolment' }] };
  const published = publishedNow(certification, course);
  const settings = paperSettings(await settingsStore.select(), published.certificate, await certification.classTerms(learner, courseId));
  const isSample = mustBeSample(certification, settings, published);
  if (sample && (isSample || sample.state !== 'sample')) return { kind: 'held', certificate: sample };
  // Scores and proofs of one moment: what is printed is what the attempts say that are named.
  const shown = await certification.evidence.standingOf(learner, courseId);
  const standing = presentStanding(shown);
  const eligibility = eligibilityFor(course, enrolment, standing);
  if (eligibility.eligible) return issue(certification, { account, course, standing, proofs: attemptsByUnit(shown), settings, isSample }, sample);
  return sample ? { kind: 'held', certificate: sample } : { kind: 'missing', missing: eligibility.missing };
}
