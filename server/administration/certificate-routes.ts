import { mayManageCertificate } from '../certification/policy.ts';
import type { Certification } from '../certification/certification.ts';
import { reissueCertificate } from '../certification/reissue-certificate.ts';
import { reasonForm, reinstateCertificate, revokeCertificate, suspendCertificate, type Decision } from '../certification/revoke-certificate.ts';
import type { IssuedCertificate } from '../certification/certificate-model.ts';
import { parseSerial } from '../certification/serial.ts';
import { NotFound, type Invalid } from '../errors.ts';
import { page, redirect, type Notice, type Reply } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import type { Administration } from './administration.ts';
import { serialParams } from './certificate-forms.ts';
import { presentCertificate } from './certificate-presenter.ts';
import { CERTIFICATES_PATH } from './certificates-presenter.ts';

const PATH = `${CERTIFICATES_PATH}/:serial`;

type Named = Received<{ readonly serial: string }, unknown, unknown>;

/** However the serial was typed; beyond an administrator's reach a certificate does not exist. */
async function selectManaged({ certification }: Administration, received: Named): Promise<IssuedCertificate> {
  const parsed = parseSerial(received.params.serial);
  const certificate = parsed.wellFormed ? await certification.certificates.selectOptionalBySerial(parsed.key) : undefined;
  if (!certificate || !mayManageCertificate(signedIn(received), certificate)) throw new NotFound('Sertifikat ini tidak ada.');
  return certificate;
}

async function showCertificate(administration: Administration, received: Named, problem?: Invalid): Promise<Reply> {
  const certificate = await selectManaged(administration, received);
  const { accounts } = administration.accounts;
  const [holder, deciders] = await Promise.all([
    accounts.selectOptionalById(certificate.learner),
    accounts.selectByIds(certificate.history.map((change) => change.by)),
  ]);
  const facts = { certificate, holder, deciders: new Map(deciders.map(({ _id, name }) => [_id, name])) };
  return page(
    'administration/certificate',
    { ...presentCertificate(facts, administration.certification.now(), received), values: problem ? received.body : {}, errors: problem?.fields ?? {} },
    { status: problem ? 422 : 200 },
  );
}

const shown = (administration: Administration): Route =>
  route({
    method: 'get',
    path: PATH,
    access: 'administrator',
    params: serialParams,
    handle: (received) => showCertificate(administration, received),
  });

/** What an administrator decides of a certificate, with a reason. Gives the certificate to be shown then, if another. */
type Decide = (certification: Certification, certificate: IssuedCertificate, decision: Decision) => Promise<IssuedCertificate | void>;

const decided = (administration: Administration, name: string, notice: Notice, decide: Decide): Route =>
  route({
    method: 'post',
    path: `${PATH}/${name}`,
    access: 'administrator',
    params: serialParams,
    body: reasonForm,
    invalid: (problem, received) => showCertificate(administration, received, problem),
    handle: async (received) => {
      const certificate = await selectManaged(administration, received);
      received.audit({ subject: certificate.learner });
      const other = await decide(administration.certification, certificate, { by: signedIn(received).id, reason: received.body.reason });
      return redirect(`${CERTIFICATES_PATH}/${(other ?? certificate).serial}`, notice);
    },
  });

/** One certificate: suspended, taken back, given back or issued anew, with a reason. */
export const certificateRoutes = (administration: Administration): readonly Route[] => [
  shown(administration),
  decided(administration, 'revoke', { text: 'Sertifikat sudah dicabut.' }, revokeCertificate),
  decided(administration, 'suspend', { text: 'Sertifikat sudah ditangguhkan.' }, suspendCertificate),
  decided(administration, 'reinstate', { text: 'Sertifikat berlaku kembali.' }, reinstateCertificate),
  decided(administration, 'reissue', { text: 'Sertifikat sudah diterbitkan ulang. Ini yang baru.' }, reissueCertificate),
];
