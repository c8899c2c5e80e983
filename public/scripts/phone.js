/*
 * What a phone keeps: lessons to be read without a network, and notes of learning that wait for one. Runs in pages and in the
 * service worker. ES2017, no dependencies.
 */
(function () {
  'use strict';
  const CACHE = 'bimtek saved';
  const META = '/offline/meta/';

  // ---- IndexedDB: events wait here until the server has said what became of them ----
  const open = () => new Promise((done, fail) => {
    const request = indexedDB.open('bimtek', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('events', { keyPath: 'key' });
      request.result.createObjectStore('facts');
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  let opened;
  const store = async (name, mode, work) => {
    opened = opened || open();
    const db = await opened;
    return new Promise((done, fail) => {
      const transaction = db.transaction(name, mode);
      const request = work(transaction.objectStore(name));
      // Told only when it is on the disk: a phone may be switched off at any moment.
      transaction.oncomplete = () => done(request && request.result);
      transaction.onerror = transaction.onabort = () => fail(transaction.error);
    });
  };
  const fact = (name) => store('facts', 'readonly', (facts) => facts.get(name));
  const setFact = (name, value) => store('facts', 'readwrite', (facts) => facts.put(value, name));
  const events = () => store('events', 'readonly', (all) => all.getAll());

  /** Resolves to false where nobody is known whose event it is. */
  const keep = async (event) => {
    const person = await fact('person');
    if (!person) return false;
    await store('events', 'readwrite', (all) => all.put(Object.assign({ person }, event)));
    const registration = navigator.serviceWorker && (await navigator.serviceWorker.getRegistration('/'));
    if (registration && registration.sync) await registration.sync.register('bimtek').catch(() => undefined);
    return true;
  };

  const BATCH = 50;
  const JSON_ONLY = { Accept: 'application/json' };
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  /** What the server has said of an event; one that has changed since it was sent stays. */
  const settle = (event, outcome) => store('events', 'readwrite', (all) => {
    const request = all.get(event.key);
    request.onsuccess = () => {
      if (!request.result || !same(request.result, event)) return;
      if (outcome.state === 'arrived') all.delete(event.key);
      if (outcome.state === 'refused') all.put(Object.assign({}, event, { why: outcome.why }));
    };
    return request;
  });
  const sendOnce = async () => {
    const mine = (await events()).filter((event) => !event.why);
    if (!mine.length) return 0;
    const who = await fetch('/sync', { headers: JSON_ONLY, credentials: 'same-origin', cache: 'no-store' });
    if (!who.ok) throw new Error(String(who.status));
    const session = await who.json();
    // Another person's events wait until that person signs in. Answers go before the end of their attempt.
    const batch = mine.filter((event) => event.person === session.person)
      .sort((a, b) => (a.kind === 'finish') - (b.kind === 'finish') || (a.sequence || 0) - (b.sequence || 0)).slice(0, BATCH);
    if (!batch.length) return 0;
    const bare = batch.map((event) => Object.assign({}, event, { person: undefined }));
    const response = await fetch('/sync', {
      method: 'POST', headers: JSON_ONLY, credentials: 'same-origin',
      body: new URLSearchParams({ _csrf: session.csrf, person: session.person, events: JSON.stringify(bare) }),
    });
    if (!response.ok) throw new Error(String(response.status));
    const outcomes = (await response.json()).outcomes;
    let settled = 0;
    for (let index = 0; index < batch.length; index += 1) {
      const outcome = outcomes.find((one) => one.key === batch[index].key);
      if (!outcome || outcome.state === 'later') continue;
      await settle(batch[index], outcome);
      settled += 1;
    }
    return settled;
  };
  let sending;
  /** Sends all that waits; what cannot be sent now stays. */
  const send = () => {
    sending = sending || (async () => {
      try {
        while ((await sendOnce()) > 0);
      } finally {
        sending = undefined;
      }
    })();
    return sending;
  };

  // ---- Cache: lessons ----
  const metas = async () => {
    const cache = await caches.open(CACHE);
    const keys = (await cache.keys()).filter((request) => new URL(request.url).pathname.startsWith(META));
    return Promise.all(keys.map((request) => cache.match(request).then((response) => response.json())));
  };
  const metaUrl = (meta) => META + meta.language + '/' + meta.course + '/' + meta.id;
  const putMeta = async (meta) => (await caches.open(CACHE)).put(metaUrl(meta), new Response(JSON.stringify(meta)));
  /** Takes away what no module needs any more. */
  const sweep = async () => {
    const cache = await caches.open(CACHE);
    const wanted = new Set();
    (await metas()).forEach((meta) => meta.files.forEach((file) => wanted.add(new URL(file.url, self.location.origin).href)));
    const keys = await cache.keys();
    await Promise.all(keys.filter((request) => !new URL(request.url).pathname.startsWith(META) && !wanted.has(request.url)).map((request) => cache.delete(request)));
  };
  const has = async (cache, file) => !!(await cache.match(file.url, { ignoreVary: true }));
  /** Fetches what is not there yet, so that a cut goes on where it was. Without cookies: what is kept is nobody's own page. */
  const save = async (list, module, tell) => {
    const meta = { course: list.course, title: list.title, language: list.language, id: module.id, module: module.title, bytes: module.bytes, files: module.files, done: 0, at: Date.now() };
    await putMeta(meta);
    const cache = await caches.open(CACHE);
    // As far as it came, should it be cut now.
    const cut = async (problem) => {
      await putMeta(meta);
      throw problem;
    };
    for (let index = 0; index < module.files.length; index += 1) {
      const file = module.files[index];
      if (!(await has(cache, file))) {
        const response = await fetch(file.url, { credentials: 'omit' }).catch(cut);
        if (!response.ok) await cut(new Error(file.url));
        await cache.put(file.url, response).catch(cut);
      }
      meta.done = index + 1;
      if (tell) tell(meta.done, module.files.length);
    }
    await putMeta(meta);
    await sweep();
  };
  const remove = async (meta) => {
    await (await caches.open(CACHE)).delete(metaUrl(meta));
    await sweep();
  };

  self.bimtekPhone = { CACHE, metas, keep, send, fact };
  if (typeof document === 'undefined') return;

  // ---- pages ----
  if (!self.indexedDB || !self.caches) return;
  const lang = document.documentElement.lang === 'en' ? 'en' : 'id';
  const one = (selector) => document.querySelector(selector);
  const person = document.body.dataset.person;
  const ready = Promise.all([person === undefined ? undefined : setFact('person', person), setFact('language', lang)]).catch(() => undefined);
  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  const number = new Intl.NumberFormat(lang === 'en' ? 'en-GB' : 'id-ID', { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  const size = (bytes) => number.format(Math.max(bytes, 10000) / 1e6) + ' MB';
  const day = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'id-ID', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Jakarta' });

  const place = one('[data-keep]');
  let drawing = 0;
  const draw = async () => {
    drawing += 1;
    const turn = drawing;
    const words = place.dataset;
    const stored = await metas();
    let list;
    if (words.keep) {
      const response = await fetch(words.keep, { headers: JSON_ONLY, credentials: 'omit' });
      if (!response.ok) return;
      list = await response.json();
    } else {
      list = { modules: stored, mixed: true };
    }
    const status = element('p', 'muted');
    status.setAttribute('role', 'status');
    const rows = element('ul', 'plain-list');
    const work = async (modules) => {
      try {
        for (let index = 0; index < modules.length; index += 1) {
          const module = modules[index];
          await save(list.mixed ? module.meta : list, module.entry, (n, total) => {
            status.textContent = module.entry.title + ': ' + words.progress.replace('#', n).replace('@', total);
          });
        }
      } catch {
        // The row says how far it came.
      }
      await draw();
    };
    const button = (text, what, className) => {
      const made = element('button', className || 'link-btn', text);
      made.type = 'button';
      made.addEventListener('click', () => {
        made.disabled = true;
        what().catch(() => draw());
      });
      return made;
    };
    const missing = [];
    list.modules.forEach((module) => {
      const meta = list.mixed ? module : stored.find((kept) => kept.course === list.course && kept.id === module.id && kept.language === list.language);
      const entry = list.mixed ? { id: module.id, title: module.module, bytes: module.bytes, files: module.files } : module;
      const whole = meta && meta.done === meta.files.length && (list.mixed || same(meta.files, module.files));
      const row = element('li');
      row.append(element('strong', '', (list.mixed ? module.title + ' · ' : '') + entry.title), element('br'));
      row.append(element('span', 'muted', (whole ? words.kept.replace('#', day.format(meta.at)).replace('@', size(entry.bytes))
        : meta ? words.partial.replace('#', meta.done).replace('@', entry.files.length) + ', ' + size(entry.bytes) : size(entry.bytes)) + ' '));
      if (!whole) {
        missing.push({ entry, meta });
        const label = meta ? words.resume : words.save;
        const go = button(label, () => work([{ entry, meta }]));
        go.setAttribute('aria-label', label + ': ' + entry.title);
        row.append(go, ' ');
      }
      if (meta) {
        const gone = button(words.remove, () => remove(meta).then(draw));
        gone.setAttribute('aria-label', words.remove + ': ' + entry.title);
        row.append(gone);
      }
      if (list.mixed && meta.done) {
        const lessons = meta.files.filter((file) => file.at);
        const links = element('p', 'muted');
        lessons.forEach((file, index) => {
          const link = element('a', '', file.title || String(index + 1));
          link.href = file.at;
          links.append(link, ' ');
        });
        row.append(links);
      }
      rows.append(row);
    });
    const waiting = await events();
    const me = await fact('person');
    if (turn !== drawing) return;
    // From here on nothing waits: two drawings at once never mix.
    place.textContent = '';
    if (!list.mixed && missing.length > 1) place.append(button(words.save + ': ' + words.all, () => work(missing), 'btn'));
    if (list.mixed && !stored.length) place.append(element('p', '', words.none));
    place.append(status, rows);
    if (!list.mixed) return;
    const open = waiting.filter((event) => !event.why && event.person === me).length;
    const others = waiting.filter((event) => !event.why && event.person !== me).length;
    const refused = waiting.filter((event) => event.why);
    place.append(element('p', '', open ? words.waiting.replace('#', open) : words.sent));
    if (others) place.append(element('p', '', words.other.replace('#', others)));
    if (refused.length) place.append(element('p', '', words.refused.replace('#', refused.length) + ': ' + Array.from(new Set(refused.map((event) => event.why))).join(' ')));
  };
  const redraw = () => (place ? draw().catch(() => undefined) : undefined);

  // ---- a lesson that is read without a network ----
  const lesson = one('[data-lesson]');
  const said = one('[data-phone]');
  const parts = lesson ? lesson.dataset.lesson.split('/') : [];
  const note = async (event) => {
    await ready;
    const kept = await keep(event);
    if (said) said.textContent = kept ? said.dataset.waits : said.dataset.nobody;
    if (!kept) return;
    await send();
    if (said && !(await events()).some((waiting) => waiting.key === event.key)) said.textContent = said.dataset.arrived;
  };
  const noteRead = () => note({ kind: 'read', key: 'read:' + parts.join(':'), course: parts[0], lesson: parts[1] }).catch(() => undefined);
  document.addEventListener('bimtek-read', noteRead);
  const device = () => {
    try {
      const known = localStorage.getItem('bimtek-device') || Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => (byte + 256).toString(16).slice(1)).join('');
      localStorage.setItem('bimtek-device', known);
      return known;
    } catch {
      return undefined;
    }
  };
  if (lesson && lesson.dataset.offline !== undefined) {
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      void noteRead();
    });
    seen.observe(one('.lesson-end'));
    // All that this phone ever counted for this person and lesson: the highest number is the truth, however often it is sent.
    const STEP_S = 10;
    setInterval(async () => {
      const name = device();
      const me = await fact('person');
      if (document.visibilityState !== 'visible' || !name || !me) return;
      const total = ((await fact('time:' + me + ':' + parts.join(':'))) || 0) + STEP_S;
      await setFact('time:' + me + ':' + parts.join(':'), total);
      await keep({ kind: 'time', key: ['time'].concat(parts, name).join(':'), course: parts[0], lesson: parts[1], device: name, seconds: total });
    }, STEP_S * 1000);
  }

  // ---- an answer that could not be sent, in a quiz without a time limit (bimtek.js tells) ----
  document.addEventListener('bimtek-unsent', (event) => {
    const body = new URLSearchParams(event.detail.body);
    const found = /^\/attempts\/([\w-]+)\/questions(?:\/(\d+))?/.exec(new URL(event.detail.action, location.href).pathname);
    const name = body.get('device');
    const sequence = Number(body.get('sequence'));
    if (!found || !name || !sequence) return;
    ['_csrf', 'device', 'sequence', 'go'].forEach((field) => body.delete(field));
    const kept = { kind: 'answer', key: [found[1], name, sequence].join(':'), attempt: found[1], device: name, sequence, form: body.toString() };
    if (found[2]) kept.number = Number(found[2]);
    ready.then(() => keep(kept)).then((is) => is && event.detail.kept(), () => undefined);
  });

  const sendAll = () => ready.then(send).then(redraw, () => undefined);
  self.addEventListener('online', sendAll);
  void sendAll();
  void redraw();
})();
