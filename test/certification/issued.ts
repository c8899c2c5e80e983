import type { IssuedCertificate } from '../../server/certification/certificate-model.ts';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import { issueIfEligible } from '../../server/certification/issue-certificate.ts';
import { COURSE, ISSUER, type Site } from './site.ts';

export interface Issued {
  readonly holder: AccountRecord;
  readonly certificate: IssuedCertificate;
}

/** Somebody who has earned the certificate of a site whose issuer is set, and has got it. */
export async function issueTo(site: Site, name: string): Promise<Issued> {
  await site.certification.settings.save(ISSUER, 'admin');
  const holder = await site.person(name);
  await site.finish(holder);
  const issue = await issueIfEligible(site.certification, holder._id, COURSE.id);
  if (issue.kind !== 'issued') throw new Error(issue.kind);
  return { holder, certificate: issue.certificate };
}
