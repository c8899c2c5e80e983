/* The service worker: with a network it stands aside, without one it shows what was kept. `self.shell` comes from /sw.js. */
(function () {
  'use strict';
  const phone = self.bimtekPhone;
  const SHELL = 'bimtek shell ' + self.shell.version;
  const ANY = { ignoreVary: true };

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

  const kept = async (name, url) => (await caches.open(name)).match(url, ANY);
  const unnamed = (path) => path.replace(/\.[0-9a-f]{8}(\.\w+)$/, '$1');
  /** A page that was kept before a new version names files of the old one: today's stand in for them. */
  const asset = (request, pathname) => fetch(request).catch(async (problem) => {
    const today = self.shell.files.find((file) => unnamed(file) === unnamed(pathname));
    const found = today && (await kept(SHELL, today));
    if (found) return found;
    throw problem;
  });
  /** The lesson that stands for an address, in the language last used, else in any. */
  const lessonAt = async (pathname) => {
    const language = await phone.fact('language');
    const all = (await phone.metas()).sort((a, b) => (b.language === language) - (a.language === language));
    for (let index = 0; index < all.length; index += 1) {
      const file = all[index].files.concat(all[index].before || []).filter((one) => one.at === pathname);
      for (let at = 0; at < file.length; at += 1) {
        const found = await kept(phone.CACHE, file[at].url);
        if (found) return found;
      }
    }
    return undefined;
  };
  /** A quiz that was taken along by whoever uses the phone now: nobody else sees it. */
  const quizAt = async (pathname) => {
    const attempt = (/^\/attempts\/([\w-]+)/.exec(pathname) || [])[1];
    const quiz = /^\/courses\/([^/]+)\/quizzes\/([^/]+)$/.exec(pathname);
    if (!attempt && !quiz) return undefined;
    const person = await phone.fact('person');
    const found = (await phone.all('quizzes')).find((one) => one.person === person && (attempt ? one.attempt === attempt : one.course === quiz[1] && one.quiz === quiz[2]));
    return found && new Response(found.html, { headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': found.policy } });
  };
  const withoutNetwork = async (request, pathname) => {
    const language = (await phone.fact('language')) || 'id';
    const form = /^\/courses\/([^/]+)\/lessons\/([^/]+)\/read$/.exec(pathname);
    if (request.method === 'POST' && form) {
      await phone.keep({ kind: 'read', key: 'read:' + form[1] + ':' + form[2], course: form[1], lesson: form[2] });
      return Response.redirect('/saved', 303);
    }
    if (pathname === '/saved') return kept(SHELL, '/offline/' + language + '/saved');
    return (request.method === 'GET' && ((await lessonAt(pathname)) || (await quizAt(pathname)))) || kept(SHELL, '/offline/' + language + '/no-network');
  };
  // Forms that count once however often they come (`mayBeSentAgain`, server/web/route.ts).
  const AGAIN = /^\/(courses\/[^/]+\/(enrol|quizzes\/[^/]+|lessons\/[^/]+\/(read|note|bookmark))|attempts\/[^/]+\/(questions(\/\d+)?|finish)|learn\/seen)$/;
  /** What gets lost on a bad network is asked for again; where there is none, nobody waits for long. */
  const patiently = async (request, pathname) => {
    const began = Date.now();
    const again = request.method === 'GET' || AGAIN.test(pathname);
    for (let tries = 0; ; tries += 1) {
      try {
        return await fetch(again ? request.clone() : request);
      } catch (problem) {
        if (!again || tries === 3 || !navigator.onLine || Date.now() - began > 8000) throw problem;
      }
    }
  };
  /** Nobody opens a page in the name of somebody who has handed the phone on. */
  const navigate = async (request, pathname) => {
    try {
      if (await phone.fact('leave').catch(() => '')) await phone.leave();
      return await patiently(request, pathname);
    } catch (problem) {
      const found = await withoutNetwork(request, pathname);
      if (found) return found;
      throw problem;
    }
  };

  self.addEventListener('fetch', (event) => {
    const request = event.request;
    const url = new URL(request.url);
    if (url.origin !== self.location.origin) return;
    if (request.mode === 'navigate') event.respondWith(navigate(request, url.pathname));
    else if (request.method !== 'GET') return;
    else if (url.pathname.startsWith('/assets/')) event.respondWith(kept(SHELL, url.pathname).then((found) => found || asset(request, url.pathname)));
    else if (/^\/courses\/[^/]+\/(media|pictures)\//.test(url.pathname)) event.respondWith(kept(phone.CACHE, request.url).then((found) => found || fetch(request)));
  });

  // Said by bimtek.js when somebody signs out: the page that follows has none of the phone's scripts.
  self.addEventListener('message', (event) => {
    if (event.data === 'nobody') event.waitUntil(phone.setFact('person', '').then(() => phone.setFact('session', '')));
  });
  self.addEventListener('sync', (event) => {
    if (event.tag === 'bimtek') event.waitUntil(phone.send());
  });
})();
