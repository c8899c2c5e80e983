import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { inLanguage, LANGUAGES } from '../content/course.ts';
import { NotFound } from '../errors.ts';
import type { Assets } from '../web/assets.ts';
import { translateTo } from '../web/i18n/translate.ts';
import { bytes, page, type Reply } from '../web/reply.ts';
import { route, type Route } from '../web/route.ts';
import { badgePng } from './badge/badge-picture.ts';
import type { Certification } from './certification.ts';
import { issuerProfile } from './credential/achievement-credential.ts';
import { LIST_SECONDS } from './credential/status-list.ts';
import { STATUS_PURPOSES } from './credential/status-place.ts';
import { publicJwk } from './keys/jws.ts';
import { verifyTools } from './verify-tools.ts';
import { verifyWords } from './verify-words.ts';

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
/** Verifiers fetch keys and lists anew all the time; a hall of people checks behind one address. */
const PER_MINUTE = 600;

/** For everybody, from any page: that is what they are published for. */
const open = (type: string, seconds: number): Readonly<Record<string, string>> => ({
  'Content-Type': type,
  'Cache-Control': `public, max-age=${seconds}`,
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
});

const published = (value: unknown, seconds: number, type = 'application/json'): Reply => bytes(Buffer.from(JSON.stringify(value)), open(type, seconds));

/** What verifiers need besides a certificate: keys, lists of what no longer holds, who issues. */
const publishedFacts = (certification: Certification): readonly Route[] => {
  const { keys, statusLists, settings, address } = certification;
  const list = z.object({ list: z.coerce.number().int().min(1), purpose: z.enum(STATUS_PURPOSES) });
  return [
    route({
      method: 'get',
      path: '/.well-known/jwks.json',
      access: 'everyone',
      perMinute: PER_MINUTE,
      handle: async () => published({ keys: (await keys.all()).map((key) => publicJwk(address(), key)) }, HOUR_SECONDS, 'application/jwk-set+json'),
    }),
    route({
      method: 'get',
      path: '/keys/:id',
      access: 'everyone',
      perMinute: PER_MINUTE,
      params: z.object({ id: z.string().max(100) }),
      handle: async ({ params }) => {
        const key = (await keys.all()).find(({ id }) => id === params.id);
        if (!key) throw new NotFound('Kunci ini tidak ada.');
        return published(publicJwk(address(), key), DAY_SECONDS, 'application/jwk+json');
      },
    }),
    route({
      method: 'get',
      path: '/status/:list/:purpose',
      access: 'everyone',
      perMinute: PER_MINUTE,
      params: list,
      handle: async ({ params }) => {
        const credential = await statusLists.credential(params.list, params.purpose);
        if (credential === undefined) throw new NotFound('Daftar ini tidak ada.');
        return bytes(Buffer.from(credential), open('application/vc+jwt', LIST_SECONDS));
      },
    }),
    route({
      method: 'get',
      path: '/issuer',
      access: 'everyone',
      perMinute: PER_MINUTE,
      handle: async () => published(issuerProfile(address(), (await settings.select()).issuerLines.join(', ')), HOUR_SECONDS),
    }),
  ];
};

/** Keys, lists and words in one file, for the page that checks without a network. */
const trust = ({ keys, statusLists, learning, address, now }: Certification): Route =>
  route({
    method: 'get',
    path: '/verify/trust.json',
    access: 'everyone',
    perMinute: PER_MINUTE,
    query: z.object({ words: z.enum(LANGUAGES).optional().catch(undefined) }),
    handle: async ({ query, language: chosen }) => {
      const language = query.words ?? chosen;
      const numbers = Array.from({ length: await statusLists.count() }, (_, index) => index + 1);
      const lists = await Promise.all(
        numbers.map(async (list) => [list, { revocation: await statusLists.encoded(list, 'revocation'), suspension: await statusLists.encoded(list, 'suspension') }] as const),
      );
      const facts = {
        at: now().toISOString(),
        words: verifyWords(translateTo(language)),
        keys: (await keys.all()).map((key) => publicJwk(address(), key)),
        courses: Object.fromEntries(learning.courses.courses().map(({ id, title }) => [id, inLanguage(title, language)])),
        lists: Object.fromEntries(lists),
      };
      return bytes(JSON.stringify(facts), { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' });
    },
  });

const require = createRequire(import.meta.url);
const DECODER_FILES = ['decode.js', 'index.js'] as const;
const SCRIPT = { 'Content-Type': 'text/javascript; charset=utf-8' };
const ICON_SIZES = [192, 512] as const;

const icon = (size: (typeof ICON_SIZES)[number]): Route =>
  route({
    method: 'get',
    path: `/verify/icon-${size}.png`,
    access: 'everyone',
    handle: async () => bytes(await badgePng(size), { 'Content-Type': 'image/png', 'Cache-Control': `public, max-age=${DAY_SECONDS}` }),
  });

/** The page as it is kept for when there is no network: the same for everyone, in each language. */
const keptPages = (certification: Certification): Route =>
  route({
    method: 'get',
    path: '/verify/kept/:language',
    access: 'everyone',
    perMinute: PER_MINUTE,
    params: z.object({ language: z.enum(LANGUAGES) }),
    handle: ({ params: { language } }) => page('certification/verify-form', { title: translateTo(language)('Periksa sertifikat'), noindex: true, ...verifyTools(certification) }, { everyone: language }),
  });

/** What makes the verify page one that can be installed and opened without a network. */
const installable = (assets: Pick<Assets, 'url'>): readonly Route[] => [
  route({
    method: 'get',
    path: '/verify/app.webmanifest',
    access: 'everyone',
    handle: ({ t }) =>
      published(
        {
          name: t('Periksa sertifikat'),
          short_name: t('Periksa'),
          id: '/verify',
          start_url: '/verify',
          scope: '/v',
          display: 'standalone',
          background_color: '#faf6ea',
          theme_color: '#0b5250',
          icons: ICON_SIZES.map((size) => ({ src: `/verify/icon-${size}.png`, sizes: `${size}x${size}`, type: 'image/png' })),
        },
        HOUR_SECONDS,
        'application/manifest+json',
      ),
  }),
  route({
    method: 'get',
    path: '/verify/worker.js',
    access: 'everyone',
    handle: () => {
      const files = [...LANGUAGES.flatMap((language) => [`/verify/kept/${language}`, `/verify/trust.json?words=${language}`]), assets.url('styles/bimtek.css'), assets.url('scripts/bimtek.js'), assets.url('scripts/verify.js')];
      const decoder = DECODER_FILES.map((name) => `/verify/decoder/${name}`);
      const script = [
        // Browsers that read QR codes themselves need no decoder of ours.
        `self.verifyFiles=${JSON.stringify(files)}.concat('BarcodeDetector' in self?[]:${JSON.stringify(decoder)});`,
        `importScripts(${JSON.stringify(assets.url('scripts/verify-worker.js'))});`,
      ];
      return bytes(script.join('\n'), { ...SCRIPT, 'Cache-Control': 'no-cache', 'Service-Worker-Allowed': '/' });
    },
  }),
  route({
    method: 'get',
    path: '/verify/decoder/:name',
    access: 'everyone',
    params: z.object({ name: z.enum(DECODER_FILES) }),
    // npm's `qr`, as it comes.
    handle: async ({ params }) =>
      bytes(await readFile(join(dirname(require.resolve('qr')), params.name)), { ...SCRIPT, 'Cache-Control': `public, max-age=${DAY_SECONDS}` }),
  }),
  ...ICON_SIZES.map(icon),
];

export const trustRoutes = (certification: Certification, assets: Pick<Assets, 'url'>): readonly Route[] => [
  ...publishedFacts(certification),
  trust(certification),
  keptPages(certification),
  ...installable(assets),
];
