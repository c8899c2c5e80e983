import { listed, type OwnFile, type PersonalData } from '../accounts/personal/personal-data.ts';
import type { Certification } from './certification.ts';
import { moveCertificates } from './move-certificates.ts';
import { withdrawCertificate } from './withdraw-certificate.ts';

type Needs = Pick<Certification, 'certificates' | 'blocked' | 'pdfs'>;

async function* papers({ certificates, pdfs }: Needs, account: string): AsyncGenerator<OwnFile> {
  for (const certificate of await certificates.selectOfLearner(account)) {
    yield { name: `sertifikat/${certificate.serial}.pdf`, bytes: await pdfs.bytesOf(certificate) };
  }
}

/** Certificates are withdrawn: the page says "ditarik pemegang", paper and credential go, the serial stays taken. */
export const certificationPersonal = (certification: Certification): PersonalData => ({
  collections: {
    certificates: 'personal', certificates_blocked: 'personal', credentials: 'personal', serials: 'reference', certificate_numbers: 'none', document_numbers: 'none',
    certificate_settings: 'none', status_places: 'reference', status_counts: 'none', certificate_bundles: 'reference',
  },
  sections: (account) => [
    {
      name: 'sertifikat',
      records: listed(async () => (await certification.certificates.selectOfLearner(account)).map(({ serial, course, state, issuedAt, expiresOn, record, showsScores, history }) => ({
        serial, course, state, issuedAt, expiresOn, showsScores, record: { ...record, qrUrl: undefined }, history: history.map(({ to, at, reason }) => ({ to, at, reason })),
      }))),
    },
  ],
  files: (account) => papers(certification, account),
  merge: (from, into, by) => moveCertificates(certification, from, into, by),
  async erase(account) {
    for (const certificate of await certification.certificates.selectOfLearner(account)) await withdrawCertificate(certification, certificate, 'holder');
    for (const { course } of await certification.blocked.selectOfLearner(account)) await certification.blocked.remove(account, course);
  },
});
