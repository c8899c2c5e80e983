/* What every page of a learner does for the phone's memory. */
(function () {
  'use strict';
  const phone = self.bimtekPhone;
  if (!self.indexedDB || !self.caches) return;
  const lang = document.documentElement.lang;
  const kit = self.bimtek;
  const one = kit.one;
  const each = kit.all;
  const fill = (text, first, second) => text.replace('#', first).replace('@', second);
  const person = document.body.dataset.person;

  const sequence = () => Number(kit.sequence());

  const ready = (async () => {
    await phone.setFact('language', lang);
    if (person === undefined) return;
    // A page of somebody who has handed the phone on: signed out first.
    if (person && (await phone.fact('leave')) === person) {
      await phone.leave();
      location.reload();
      return;
    }
    await phone.setFact('session', person);
    await phone.setFact('person', person);
  })().catch(() => undefined);

  /** How much waits here of whoever is signed in: bimtek.js asks before it signs out. */
  const mine = async () => {
    const me = await phone.fact('person');
    const waiting = (await phone.all('notes')).filter((note) => note.person === me);
    kit.remembered('bimtek-waiting', () => (waiting.length ? '1' : ''));
    return waiting;
  };
  const redrawn = [];
  const redraw = () => Promise.all(redrawn.map((draw) => draw().catch(() => undefined)));
  const sendAll = () => ready.then(phone.send).then(mine).then(redraw, () => mine().then(redraw, () => undefined));

  // A quiz can be taken along by a browser that keeps something.
  if (navigator.serviceWorker) each('[data-take]').forEach((offer) => { offer.hidden = false; });

  Object.assign(phone, { lang, fill, one, each, device: kit.device, sequence, ready, mine, redraw, redrawn, sendAll });
  self.addEventListener('online', sendAll);
  // Scripts that follow in this file draw first.
  setTimeout(sendAll);
})();
