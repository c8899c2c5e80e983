import { z } from 'zod';
import { NotFound } from '../errors.ts';
import { page, redirect, bytes, type Reply } from '../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../web/route.ts';
import type { Assets } from '../web/assets.ts';
import type { Certification } from './certification.ts';
import { paperFileName } from './certificate-file-name.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import { presentMyCertificates } from './my-certificates.ts';
import { ownCertificateRoutes } from './own-certificate-routes.ts';
import { mayDownload } from './policy.ts';
import { parseSerial } from './serial.ts';
import { verifyTools } from './verify-tools.ts';
import { trustRoutes } from './trust-routes.ts';
import { compareName, verifyCertificate, type Verdict } from './verify-certificate.ts';
import { presentVerdict, type Comparison, type Shown } from './verify-presenter.ts';

/** A hall full of people checks its certificates behind one address. */
const VERIFY_PER_MINUTE = 300;
/** Names are compared by hand. */
const COMPARE_PER_MINUTE = 20;
const LONGEST_TYPED = 200;
const LONGEST_NAME = 200;

/** Nothing of a verify page belongs into a search engine; its address may hold a token, which goes nowhere else. */
const VERIFY_HEADERS = { 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'private, no-store' };
const IMMUTABLE_PAPER = { 'Content-Type': 'application/pdf', 'Cache-Control': 'private, no-cache', 'X-Robots-Tag': 'noindex' };

const typedSerial = z.object({ serial: z.string().max(LONGEST_TYPED).optional() });
const inAddress = z.object({ serial: z.string().max(LONGEST_TYPED) });
const LONGEST_TOKEN = 100;
const token = z.object({ k: z.string().max(LONGEST_TOKEN).optional().catch(undefined) });
const nameForm = z.object({ name: z.string('Isi nama.').trim().min(1, 'Isi nama yang tertulis di kertas.').max(LONGEST_NAME, 'Nama terlalu panjang.') });

export function certificationRoutes(certification: Certification, assets: Pick<Assets, 'url'>): readonly Route[] {
  return [
    ...ownCertificates(certification),
    ...ownCertificateRoutes(certification),
    ...evidenceRoutes(certification),
    ...trustRoutes(certification, assets),
    ...verification(certification),
    ...logo(certification),
  ];
}

const shownTo = ({ language, t }: Pick<Received<unknown, unknown, unknown>, 'language' | 't'>, { now }: Certification): Shown => ({ language, t, now: now() });

const ownCertificates = (certification: Certification): readonly Route[] => [
  route({
    method: 'get',
    path: '/certificates',
    access: 'signed-in',
    handle: async (received) => {
      const fields = await presentMyCertificates(certification, signedIn(received).id, shownTo(received, certification));
      return page('certification/my-certificates', fields);
    },
  }),
  route({
    method: 'get',
    path: '/certificates/:serial.pdf',
    access: 'signed-in',
    params: inAddress,
    handle: async (received) => {
      const parsed = parseSerial(received.params.serial);
      const certificate = parsed.wellFormed ? await certification.certificates.selectOptionalBySerial(parsed.key) : undefined;
      if (!certificate || !mayDownload(signedIn(received), certificate)) throw new NotFound('Sertifikat ini tidak ada.');
      const name = encodeURIComponent(paperFileName(certificate));
      const disposition = `attachment; filename="${certificate.serial}.pdf"; filename*=UTF-8''${name}`;
      return bytes(await certification.pdfs.bytesOf(certificate), { ...IMMUTABLE_PAPER, 'Content-Disposition': disposition });
    },
  }),
];

const showVerdict = (certification: Certification, verdict: Verdict, compared: Comparison | undefined, shown: Shown): Reply =>
  page('certification/verify', { ...presentVerdict(verdict, compared, shown), ...verifyTools(certification) }, {
    status: verdict.kind === 'known' ? 200 : 404,
    headers: VERIFY_HEADERS,
  });

/** To the serial's own page, in its printed form where it can be read. */
const toSerial = (typed: string): Reply => {
  const parsed = parseSerial(typed);
  return redirect(`/v/${encodeURIComponent(parsed.wellFormed ? parsed.text : typed.trim())}`);
};

const verification = (certification: Certification): readonly Route[] => {
  const form = ({ query, t }: Pick<Received<unknown, z.output<typeof typedSerial>, unknown>, 'query' | 't'>): Reply => {
    if (query.serial?.trim()) return toSerial(query.serial);
    const error = query.serial === undefined ? undefined : t('Ketik nomor sertifikatnya.');
    return page('certification/verify-form', { title: t('Periksa sertifikat'), noindex: true, error, ...verifyTools(certification) });
  };
  return [
    route({ method: 'get', path: '/verify', access: 'everyone', perMinute: VERIFY_PER_MINUTE, query: typedSerial, handle: form }),
    route({ method: 'get', path: '/v', access: 'everyone', perMinute: VERIFY_PER_MINUTE, query: typedSerial, handle: form }),
    route({
      method: 'get',
      path: '/v/:serial',
      access: 'everyone',
      perMinute: VERIFY_PER_MINUTE,
      params: inAddress,
      query: token,
      handle: async (received) => {
        const verdict = await verifyCertificate(certification, received.params.serial, received.query.k);
        return showVerdict(certification, verdict, undefined, shownTo(received, certification));
      },
    }),
    // Where a reload or the language link leads after a comparison.
    route({ method: 'get', path: '/v/:serial/compare', access: 'everyone', perMinute: VERIFY_PER_MINUTE, params: inAddress, handle: ({ params }) => toSerial(params.serial) }),
    // What the QR code and the holder's link hold.
    route({
      method: 'get',
      path: '/v/:serial/:token',
      access: 'everyone',
      perMinute: VERIFY_PER_MINUTE,
      params: z.object({ serial: z.string().max(LONGEST_TYPED), token: z.string().max(LONGEST_TOKEN) }),
      handle: async (received) => {
        const verdict = await verifyCertificate(certification, received.params.serial, received.params.token);
        return showVerdict(certification, verdict, undefined, shownTo(received, certification));
      },
    }),
    route({
      method: 'post',
      path: '/v/:serial/compare',
      access: 'everyone',
      perMinute: COMPARE_PER_MINUTE,
      // Whoever checks a certificate leaves no trace: no cookie, no session.
      token: 'none',
      params: inAddress,
      body: nameForm,
      invalid: (_problem, { params }) => toSerial(params.serial),
      handle: async (received) => {
        const { params, body, http } = received;
        const verdict = await verifyCertificate(certification, params.serial, undefined);
        const shown = shownTo(received, certification);
        if (verdict.kind !== 'known' || verdict.state === 'withdrawn') return showVerdict(certification, verdict, undefined, shown);
        const same = await compareName(certification, verdict.certificate, body.name, http.ip ?? 'unknown');
        return showVerdict(certification, verdict, { name: body.name, result: same ? 'same' : 'different' }, shown);
      },
    }),
  ];
};

const LOGO_TYPES: Readonly<Record<string, string>> = { png: 'image/png', jpeg: 'image/jpeg' };

/** The issuer's logo, named by its content (`logoHref`). */
const logo = ({ files }: Certification): readonly Route[] => [
  route({
    method: 'get',
    path: '/logo/:name',
    access: 'everyone',
    params: z.object({ name: z.string().regex(/^[0-9a-f]{16}\.(png|jpeg)$/) }),
    handle: async ({ params }) => {
      const picture = await files.get(`logo/${params.name}`);
      const type = LOGO_TYPES[params.name.split('.')[1] ?? ''];
      if (!picture || !type) throw new NotFound('Gambar ini tidak ada.');
      return bytes(picture, { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' });
    },
  }),
];
