/* A course's page: what of it can be kept, and how much that is, before anything is fetched. */
(function () {
  'use strict';
  const phone = self.bimtekPhone;
  const one = phone.one;
  const place = one && one('[data-keep]');
  if (!place) return;
  let turn = 0;
  phone.redrawn.push(async () => {
    if (phone.working) return;
    turn += 1;
    const now = turn;
    const list = await phone.listAt(place.dataset.keep);
    if (!list) return;
    const stored = (await phone.metas()).filter((meta) => meta.course === list.course && meta.language === list.language);
    const files = [].concat.apply([], list.modules.map((module) => module.files));
    const left = await phone.missingBytes(files);
    const total = Array.from(new Map(files.map((file) => [file.url, file.bytes])).values()).reduce((sum, bytes) => sum + bytes, 0);
    const jobs = [];
    const rows = [];
    for (const entry of list.modules) {
      const meta = stored.find((kept) => kept.id === entry.id);
      const job = { list, entry };
      if (phone.stateOf(entry, meta) !== 'whole') jobs.push(job);
      rows.push(await phone.row(place, entry, meta, job));
    }
    if (now !== turn) return;
    // From here on nothing waits: two drawings at once never mix.
    const sum = one('[data-sum]', place);
    const words = sum.dataset;
    if (!jobs.length) phone.say(sum, phone.fill(words.whole, phone.size(total)), 'good calm', 'tick');
    else phone.say(sum, phone.fill(stored.length ? words.left : words.all, phone.size(stored.length ? left : total)));
    const old = one('[data-save-all]', place);
    const button = old.cloneNode(true);
    button.disabled = false;
    old.replaceWith(button);
    button.hidden = true;
    if (jobs.length) phone.press(button, () => phone.work(place, jobs));
    const modules = one('[data-modules]', place);
    modules.hidden = false;
    const shown = one('ul', modules);
    shown.textContent = '';
    rows.forEach((row) => shown.append(row));
  });
})();
