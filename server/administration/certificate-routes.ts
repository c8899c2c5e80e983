import { mayManageCertificate } from '../certification/policy.ts';
import { reasonForm, reinstateCertificate, revokeCertificate } from '../certification/revoke-certificate.ts';
import type { IssuedCertificate } from '../certification/certificate-model.ts';
import { parseSerial } from '../certification/serial.ts';
import { NotFound, type Invalid } from '../errors.ts';
import { page, redirect, type Reply } from '../web/reply.ts';
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

/** One certificate: taken back, or given back, with a reason. */
export const certificateRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: PATH,
    access: 'administrator',
    params: serialParams,
    handle: (received) => showCertificate(administration, received),
  }),
  route({
    method: 'post',
    path: `${PATH}/revoke`,
    access: 'administrator',
    params: serialParams,
    body: reasonForm,
    invalid: (problem, received) => showCertificate(administration, received, problem),
    handle: async (received) => {
      const certificate = await selectManaged(administration, received);
      await revokeCertificate(administration.certification, certificate, { by: signedIn(received).id, reason: received.body.reason });
      return redirect(`${CERTIFICATES_PATH}/${certificate.serial}`, { text: 'Sertifikat sudah dicabut.' });
    },
  }),
  route({
    method: 'post',
    path: `${PATH}/reinstate`,
    access: 'administrator',
    params: serialParams,
    body: reasonForm,
    invalid: (problem, received) => showCertificate(administration, received, problem),
    handle: async (received) => {
      const certificate = await selectManaged(administration, received);
      await reinstateCertificate(administration.certification, certificate, { by: signedIn(received).id, reason: received.body.reason });
      return redirect(`${CERTIFICATES_PATH}/${certificate.serial}`, { text: 'Sertifikat berlaku kembali.' });
    },
  }),
];
