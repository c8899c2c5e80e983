import { z } from 'zod';
import { NotFound } from '../errors.ts';
import { bytes, json, redirect, type Reply } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import { BADGE_DOTS, badgePng, badgeSvg } from './badge/badge-picture.ts';
import { sharePicture } from './badge/share-picture.ts';
import type { Certification } from './certification.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import { mayDownload } from './policy.ts';
import { parseSerial } from './serial.ts';
import { beginRenewal } from './renew-certificate.ts';
import { renewalOffer } from './renewals.ts';
import { changeSharing, sharingForm } from './share-certificate.ts';

const LONGEST_SERIAL = 200;
/** Each picture is drawn for whoever asks. */
const PICTURES_PER_MINUTE = 30;

const serialParams = z.object({ serial: z.string().max(LONGEST_SERIAL) });
type Named = Received<z.infer<typeof serialParams>, unknown, unknown>;

const gone = () => new NotFound('Sertifikat ini tidak ada.');

/** However the serial was typed; somebody else's does not exist. */
async function selectDownloadable({ certificates }: Certification, received: Named): Promise<IssuedCertificate> {
  const parsed = parseSerial(received.params.serial);
  const certificate = parsed.wellFormed ? await certificates.selectOptionalBySerial(parsed.key) : undefined;
  if (!certificate || !mayDownload(signedIn(received), certificate)) throw gone();
  return certificate;
}

const asFile = (body: Buffer | string, type: string, name: string): Reply =>
  bytes(Buffer.from(body), { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"`, 'Cache-Control': 'private, no-cache', 'X-Robots-Tag': 'noindex' });

/** One form of the credential; `make` gets the compact JWS. */
const credentialFile = (certification: Certification, name: string, type: string, make: (jwt: string, certificate: IssuedCertificate) => Promise<Buffer | string> | Buffer | string): Route =>
  route({
    method: 'get',
    path: `/certificates/:serial/${name}`,
    access: 'signed-in',
    params: serialParams,
    handle: async (received) => {
      const certificate = await selectDownloadable(certification, received);
      const jwt = await certification.credentials.jwtOf(certificate);
      if (jwt === undefined) throw new NotFound('Sertifikat contoh tidak mempunyai kredensial.');
      return asFile(await make(jwt, certificate), type, `${certificate.serial}-${name}`);
    },
  });

/** What was signed, to be read; the proof is the JWS. */
const payloadOf = (jwt: string): string => JSON.stringify(JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8')), undefined, 2);

/** What holders take along besides the paper, and what they let others see. */
export const ownCertificateRoutes = (certification: Certification): readonly Route[] => [
  credentialFile(certification, 'credential.jwt', 'application/vc+jwt', (jwt) => jwt),
  credentialFile(certification, 'credential.json', 'application/json; charset=utf-8', payloadOf),
  credentialFile(certification, 'badge.png', 'image/png', (jwt) => badgePng(BADGE_DOTS, jwt)),
  credentialFile(certification, 'badge.svg', 'image/svg+xml', (jwt, { record }) => badgeSvg(record.course.title, jwt)),
  route({
    method: 'get',
    path: '/certificates/:serial/picture.png',
    access: 'signed-in',
    perMinute: PICTURES_PER_MINUTE,
    params: serialParams,
    handle: async (received) => {
      const certificate = await selectDownloadable(certification, received);
      return asFile(await sharePicture(certificate.record), 'image/png', `${certificate.serial}.png`);
    },
  }),
  route({
    method: 'post',
    path: '/certificates/:serial/renewal',
    access: 'signed-in',
    mayBeSentAgain: true,
    params: serialParams,
    handle: async (received) => {
      const certificate = await selectDownloadable(certification, received);
      // Nobody sits an exam for somebody else.
      if (certificate.learner !== signedIn(received).id) throw gone();
      const renewal = await beginRenewal(certification, certificate);
      return redirect(renewalOffer(renewal, certificate).examHref);
    },
  }),
  route({
    method: 'post',
    path: '/certificates/:serial/sharing',
    access: 'signed-in',
    params: serialParams,
    body: sharingForm,
    invalid: () => redirect('/certificates'),
    handle: async (received) => {
      const certificate = await selectDownloadable(certification, received);
      // What others may see is for the holder alone to say.
      if (certificate.learner !== signedIn(received).id) throw gone();
      await changeSharing(certification, certificate, received.body.change);
      return received.wantsJson ? json({ saved: true }) : redirect(`/certificates#${certificate.serial}`);
    },
  }),
];
