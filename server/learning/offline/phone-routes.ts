import { createHash } from 'node:crypto';
import type { Assets } from '../../web/assets.ts';
import { pageLanguages } from '../../web/i18n/language.ts';
import { bytes } from '../../web/reply.ts';
import { route, type Route } from '../../web/route.ts';

const SCRIPT = { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache' };
const ICON_SIZES = [192, 512] as const;

/** The kill switch: a worker that forgets everything and goes. Phones ask for `/sw.js` anew at each visit. */
const FORGET = `self.addEventListener('install',()=>self.skipWaiting());
self.addEventListener('activate',(event)=>event.waitUntil(caches.keys().then((names)=>Promise.all(names.filter((name)=>name.startsWith('bimtek ')).map((name)=>caches.delete(name)))).then(()=>self.registration.unregister())));`;

/** What every kept page needs to look and work as it does with a network. */
const SHELL = ['styles/bimtek.css', 'scripts/bimtek.js', 'scripts/phone.js', 'scripts/phone-saved.js', 'scripts/phone-people.js', 'scripts/phone-quiz.js', 'scripts/search.js', 'icons/bimtek-192.png'] as const;

function worker(assets: Pick<Assets, 'url'>): string {
  const files = SHELL.map((name) => assets.url(name));
  const shell = [...files, ...pageLanguages().flatMap((language) => [`/offline/${language}/saved`, `/offline/${language}/no-network`])];
  const scripts = [assets.url('scripts/worker.js')];
  const version = createHash('sha256').update(JSON.stringify([shell, scripts])).digest('hex').slice(0, 8);
  return `self.shell=${JSON.stringify({ version, files: shell })};\nimportScripts(${scripts.map((script) => JSON.stringify(script)).join(',')});`;
}

/** What makes the site an application on a phone. */
export const phoneRoutes = (assets: Pick<Assets, 'url'>, offline: boolean): readonly Route[] => [
  route({ method: 'get', path: '/sw.js', access: 'everyone', handle: () => bytes(offline ? worker(assets) : FORGET, SCRIPT) }),
  route({
    method: 'get',
    path: '/manifest.webmanifest',
    access: 'everyone',
    handle: () =>
      bytes(
        JSON.stringify({
          id: '/',
          name: 'Bimtek',
          short_name: 'Bimtek',
          lang: 'id',
          start_url: '/learn',
          scope: '/',
          display: 'standalone',
          background_color: '#faf6ea',
          theme_color: '#0b5250',
          icons: ICON_SIZES.map((size) => ({ src: assets.url(`icons/bimtek-${size}.png`), sizes: `${size}x${size}`, type: 'image/png', purpose: 'any maskable' })),
        }),
        { 'Content-Type': 'application/manifest+json', 'Cache-Control': 'no-cache' },
      ),
  }),
];
