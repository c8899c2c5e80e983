/* Lessons that are kept: pages that are the same for everyone, fetched without cookies unless a course asks who reads it. */
(function () {
  'use strict';
  const phone = self.bimtekPhone;
  const CACHE = 'bimtek saved';
  const META = '/offline/meta/';
  const ANY = { ignoreVary: true };

  const absolute = (url) => new URL(url, self.location.origin).href;
  const isMeta = (request) => new URL(request.url).pathname.startsWith(META);
  const metas = async () => {
    const cache = await caches.open(CACHE);
    const keys = (await cache.keys()).filter(isMeta);
    return Promise.all(keys.map((request) => cache.match(request).then((response) => response.json())));
  };
  const metaUrl = (meta) => META + meta.language + '/' + meta.course + '/' + meta.id;
  const putMeta = async (meta) => (await caches.open(CACHE)).put(metaUrl(meta), new Response(JSON.stringify(meta)));
  /** Takes away what neither a module nor a quiz needs any more. */
  const sweep = async () => {
    const cache = await caches.open(CACHE);
    const wanted = new Set();
    (await metas()).forEach((meta) => meta.files.concat(meta.before || []).forEach((file) => wanted.add(absolute(file.url))));
    (await phone.all('quizzes')).forEach((quiz) => quiz.media.forEach((url) => wanted.add(absolute(url))));
    const keys = await cache.keys();
    await Promise.all(keys.filter((request) => !isMeta(request) && !wanted.has(request.url)).map((request) => cache.delete(request)));
  };
  /** Fetches a file that is not there yet; what is there has not changed, since its address names its content. */
  const fetchInto = async (cache, url, credentials) => {
    if (await cache.match(url, ANY)) return;
    const response = await fetch(url, { credentials });
    if (!response.ok) throw new Error(url);
    await cache.put(url, response);
  };
  /** Keeps a module of a list; goes on where it was cut. */
  const save = async (list, module, tell) => {
    // Its place in the course; a list that the server cannot be asked for now is the one that was kept.
    const order = list.modules ? list.modules.findIndex((one) => one.id === module.id) : list.order;
    const meta = { order, course: list.course, title: list.title, language: list.language, gated: list.gated, id: module.id, module: module.title, bytes: module.bytes, files: module.files, done: 0, at: Date.now() };
    // The one before stays readable until this one is whole.
    const before = (await metas()).find((kept) => metaUrl(kept) === metaUrl(meta) && kept.done === kept.files.length);
    if (before) meta.before = before.files;
    const cache = await caches.open(CACHE);
    try {
      await putMeta(meta);
      for (; meta.done < module.files.length; meta.done += 1) {
        await fetchInto(cache, module.files[meta.done].url, list.gated ? 'same-origin' : 'omit');
        if (tell) tell(meta.done + 1, module.files.length);
      }
      delete meta.before;
    } finally {
      // As far as it came, should it be cut now.
      await putMeta(meta);
    }
    await sweep();
  };
  const remove = async (meta) => {
    await (await caches.open(CACHE)).delete(metaUrl(meta));
    await sweep();
  };
  /** Bytes of files that are not here yet, each once. */
  const missingBytes = async (files) => {
    const cache = await caches.open(CACHE);
    const once = Array.from(new Map(files.map((file) => [file.url, file])).values());
    const there = await Promise.all(once.map((file) => cache.match(file.url, ANY)));
    return once.reduce((sum, file, index) => sum + (there[index] ? 0 : file.bytes), 0);
  };
  /** Keeps the pictures of a quiz. */
  const saveMedia = async (urls) => {
    const cache = await caches.open(CACHE);
    for (const url of urls) await fetchInto(cache, url, 'omit');
  };

  Object.assign(phone, { CACHE, metas, metaUrl, save, remove, sweep, missingBytes, saveMedia });
})();
