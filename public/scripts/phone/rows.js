/* Rows of modules that a phone keeps or can keep, drawn from the page's own templates. */
(function () {
  'use strict';
  const phone = self.bimtekPhone;
  const one = phone.one;
  if (!one) return;
  const locale = phone.lang === 'en' ? 'en-GB' : phone.lang;
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  const LEAST = 5000;
  const size = (bytes) => (bytes < LEAST ? '< ' + number.format(0.01) : number.format(bytes / 1e6)) + ' MB';
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Jakarta' });
  const DAY_MS = 24 * 60 * 60 * 1000;
  const ages = Intl.RelativeTimeFormat && new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  /** When it was kept, and how long ago. */
  const age = (at) => {
    const days = Math.floor((Date.now() - at) / DAY_MS);
    return day.format(at) + (ages && days > 0 ? ' (' + ages.format(-days, 'day') + ')' : '');
  };
  const fill = phone.fill;
  const clone = (template) => template.content.firstElementChild.cloneNode(true);
  const say = (line, text, tone, sign) => {
    line.className = tone ? 'status ' + tone : 'muted';
    line.innerHTML = sign ? '<svg class="sign" viewBox="0 0 24 24" aria-hidden="true"><use href="#' + sign + '"/></svg><span></span>' : '<span></span>';
    line.lastChild.textContent = text;
  };
  const press = (button, what, name) => {
    button.hidden = false;
    if (name) button.setAttribute('aria-label', button.textContent + ': ' + name);
    button.addEventListener('click', () => {
      button.disabled = true;
      what().catch(() => undefined).then(phone.redraw);
    });
  };

  /** What a module's row says: `none`, `cut`, `changed` or `whole`. */
  const stateOf = (entry, meta) => {
    if (!meta) return 'none';
    const isSame = phone.same(meta.files, entry.files);
    if (meta.before || !isSame) return 'changed';
    return meta.done === meta.files.length ? 'whole' : 'cut';
  };
  /** Saves modules one after the other and says how far it is, in the row that was pressed if it was one; what was cut says so there. */
  const work = async (place, jobs, pressed) => {
    const above = one('[data-progress]', place);
    const box = pressed ? above.cloneNode(true) : above;
    if (pressed) pressed.append(box);
    const bar = one('progress', box);
    const line = one('p', box);
    box.hidden = false;
    phone.working = (phone.working || 0) + 1;
    try {
      for (const job of jobs) {
        await phone.save(job.list, job.entry, (done, total) => {
          bar.max = total;
          bar.value = done;
          line.textContent = job.entry.title + ': ' + fill(line.dataset.words, done, total);
        });
      }
    } finally {
      phone.working -= 1;
      if (pressed) box.remove();
      else box.hidden = true;
    }
  };
  /** One row; `job` is undefined where nothing can be fetched now. */
  const row = async (place, entry, meta, job) => {
    const made = clone(one('template[data-row]', place));
    const words = place.dataset;
    const state = stateOf(entry, meta);
    one('b', made).textContent = entry.title;
    const line = one('p', made);
    const left = state === 'whole' || state === 'none' ? entry.bytes : await phone.missingBytes(entry.files);
    if (state === 'whole') say(line, fill(words.kept, age(meta.at), size(entry.bytes)), 'good calm', 'tick');
    if (state === 'none') say(line, size(entry.bytes));
    if (state === 'cut') say(line, fill(words.cut, meta.done + '/' + entry.files.length, size(left)), 'warn', 'bang');
    if (state === 'changed') say(line, fill(words.changed, size(left)), 'warn', 'bang');
    const save = one('[data-save]', made);
    if (state !== 'whole') save.textContent = words[{ none: 'save', cut: 'resume', changed: 'update' }[state]];
    if (state !== 'whole' && job) press(save, () => work(place, [job], made), entry.title);
    if (meta) press(one('[data-remove]', made), () => phone.remove(meta), entry.title);
    return made;
  };

  /** The list of a course's files as the server has it now; undefined: not to be had. */
  const listAt = (href) => fetch(href, { headers: { Accept: 'application/json' }, credentials: 'same-origin' })
    .then((response) => (response.ok ? response.json() : undefined), () => undefined);

  Object.assign(phone, { size, clone, say, press, stateOf, work, row, listAt });
})();
