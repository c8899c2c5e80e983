/*
 * Keeps the page that checks certificates, so that it opens without a network: for every address below /v and /V. Pages come from
 * the network while there is one, kept ones are in the language that was read last. `self.verifyFiles` names what to keep and is
 * set by /verify/worker.js.
 */
(function () {
  'use strict';
  const files = self.verifyFiles;
  const CACHE = 'verify ' + files.join(' ');
  const SHELL = '/verify/kept/';
  const TRUST = '/verify/trust.json';
  const LANGUAGE = '/verify/language';

  self.addEventListener('install', (event) => {
    // Without cookies: what is kept is nobody's own page.
    const keep = (cache) => Promise.all(files.map((file) => fetch(file, { credentials: 'omit', cache: 'no-cache' }).then((response) => {
      if (!response.ok) throw new Error(file);
      return cache.put(file, response);
    })));
    event.waitUntil(caches.open(CACHE).then(keep).then(() => self.skipWaiting()));
  });

  self.addEventListener('activate', (event) => {
    const old = (names) => names.filter((name) => name.startsWith('verify ') && name !== CACHE);
    event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
  });

  const kept = (name) => caches.open(CACHE).then((cache) => cache.match(name));
  const shell = () => kept(LANGUAGE).then((found) => (found ? found.text() : 'id')).then((language) => kept(SHELL + language)).then((found) => found || kept(SHELL + 'id'));

  // The page tells in which language it is read.
  self.addEventListener('message', (event) => {
    const language = event.data && event.data.language;
    if (language === 'id' || language === 'en') event.waitUntil(caches.open(CACHE).then((cache) => cache.put(LANGUAGE, new Response(language))));
  });

  const fresh = (request, name) =>
    fetch(request).then((response) => {
      if (!response.ok) return response;
      const copy = response.clone();
      return caches.open(CACHE).then((cache) => cache.put(name, copy)).then(() => response);
    });

  self.addEventListener('fetch', (event) => {
    const request = event.request;
    const url = new URL(request.url);
    const pathname = url.pathname;
    if (request.method !== 'GET' || url.origin !== self.location.origin) return;
    if (request.mode === 'navigate') event.respondWith(fetch(request).catch(shell));
    else if (pathname === TRUST) event.respondWith(fresh(request, pathname + url.search).catch(() => kept(pathname + url.search)));
    else if (pathname.startsWith('/assets/') || pathname.startsWith('/verify/decoder/')) event.respondWith(kept(pathname).then((found) => found || fresh(request, pathname)));
  });
})();
