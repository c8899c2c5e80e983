import type { Certification } from './certification.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import { parseSerial } from './serial.ts';

type Needs = Pick<Certification, 'certificates' | 'serials' | 'blocked' | 'now'>;

/** What becomes of a certificate when its holder's two accounts become one: it moves, or the one that is there takes its place. */
export interface CertificateFate {
  readonly certificate: IssuedCertificate;
  /** Undefined: it moves, and holds as before. */
  readonly replacedBy: IssuedCertificate | undefined;
}

const holds = ({ state }: IssuedCertificate): boolean => state === 'valid' || state === 'sample';

/** Decided by what the account that stays held before: a person has one certificate of a course. */
export async function fatesOf({ certificates }: Pick<Needs, 'certificates'>, from: string, into: string): Promise<CertificateFate[]> {
  const own = (await certificates.selectOfLearner(into)).filter(({ movedFrom }) => movedFrom !== from);
  return (await certificates.selectOfLearner(from)).map((certificate) => {
    const same = own.filter(({ course }) => course === certificate.course);
    return { certificate, replacedBy: same.find(holds) ?? same[0] };
  });
}

/** Certificates of one account become another's; serials, papers and credentials stay as they are. May be repeated. */
export async function moveCertificates(needs: Needs, from: string, into: string, by: string): Promise<void> {
  const { certificates, serials, blocked, now } = needs;
  for (const { certificate, replacedBy } of await fatesOf(needs, from, into)) {
    if (replacedBy) {
      await certificates.supersede(certificate._id, replacedBy.serial, { to: 'superseded', at: now(), by, reason: replacedBy.serial });
      await certificates.changeHolder(certificate._id, into, from);
    } else {
      const slot = certificate._id.replace(`${from}:`, `${into}:`);
      await certificates.insert({ ...certificate, _id: slot, learner: into, movedFrom: from });
      const parsed = parseSerial(certificate.serial);
      if (parsed.wellFormed) await serials.moveSerial(parsed.key, slot);
      await certificates.remove(certificate._id);
    }
  }
  for (const { course } of await blocked.selectOfLearner(from)) await blocked.remove(from, course);
}
