/*
 * The service worker: with a network it stands aside, without one it shows what was kept. `self.shell` comes from /sw.js,
 * `self.bimtekPhone` from phone.js.
 */
(function () {
  'use strict';
  const phone = self.bimtekPhone;
  const SHELL = 'bimtek shell ' + self.shell.version;

  self.addEventListener('install', (event) => {
    const keep = (cache) => Promise.all(self.shell.files.map((file) => fetch(file, { credentials: 'omit', cache: 'no-cache' }).then((response) => {
      if (!response.ok) throw new Error(file);
      return cache.put(file, response);
    })));
    event.waitUntil(caches.open(SHELL).then(keep).then(() => self.skipWaiting()));
  });
  self.addEventListener('activate', (event) => {
    const old = (names) => names.filter((name) => name.startsWith('bimtek shell ') && name !== SHELL);
    event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
  });

  const ANY = { ignoreVary: true };
  const kept = async (name, url) => (await caches.open(name)).match(url, ANY);
  /** The lesson that stands for an address, in the language last used, else in any. */
  const lessonAt = async (pathname) => {
    const language = await phone.fact('language');
    const all = (await phone.metas()).sort((a, b) => (b.language === language) - (a.language === language));
    for (let index = 0; index < all.length; index += 1) {
      const file = all[index].files.find((one) => one.at === pathname);
      const found = file && (await kept(phone.CACHE, file.url));
      if (found) return found;
    }
    return undefined;
  };
  const withoutNetwork = async (request, pathname) => {
    const language = (await phone.fact('language')) || 'id';
    const form = /^\/courses\/([^/]+)\/lessons\/([^/]+)\/read$/.exec(pathname);
    if (request.method === 'POST' && form) {
      await phone.keep({ kind: 'read', key: 'read:' + form[1] + ':' + form[2], course: form[1], lesson: form[2] });
      return Response.redirect('/saved', 303);
    }
    if (pathname === '/saved') return kept(SHELL, '/offline/' + language + '/saved');
    return (request.method === 'GET' && (await lessonAt(pathname))) || kept(SHELL, '/offline/' + language + '/no-network');
  };

  self.addEventListener('fetch', (event) => {
    const request = event.request;
    const url = new URL(request.url);
    if (url.origin !== self.location.origin) return;
    if (request.mode === 'navigate') {
      event.respondWith(fetch(request).catch((problem) => withoutNetwork(request, url.pathname).then((found) => found || Promise.reject(problem))));
    } else if (request.method === 'GET' && url.pathname.startsWith('/assets/')) {
      event.respondWith(kept(SHELL, url.pathname).then((found) => found || fetch(request)));
    } else if (request.method === 'GET' && /^\/courses\/[^/]+\/(media|pictures)\//.test(url.pathname)) {
      event.respondWith(kept(phone.CACHE, request.url).then((found) => found || fetch(request)));
    }
  });

  self.addEventListener('sync', (event) => {
    if (event.tag === 'bimtek') event.waitUntil(phone.send());
  });
})();
