/* What is read without a network, and answers that could not be sent. */
(function () {
  'use strict';
  const phone = self.bimtekPhone;
  const one = phone.one;
  if (!one) return;
  const device = phone.device;
  const ready = phone.ready;
  const mine = phone.mine;

  // ---- a lesson that is read without a network ----
  const lesson = one('[data-lesson]');
  const said = one('[data-phone]');
  const parts = lesson ? lesson.dataset.lesson.split('/') : [];
  const noteRead = async () => {
    await ready;
    const note = { kind: 'read', key: 'read:' + parts.join(':'), course: parts[0], lesson: parts[1] };
    const kept = await phone.keep(note);
    if (said) said.textContent = kept ? said.dataset.waits : said.dataset.nobody;
    if (!kept) return;
    await phone.send();
    if (said && !(await mine()).some((waiting) => waiting.key === note.key)) said.textContent = said.dataset.arrived;
  };
  const noted = () => noteRead().catch(() => mine().catch(() => undefined));
  document.addEventListener('bimtek-read', noted);
  // A quiz that was taken along is the next step; what else comes after is offered below it.
  const taken = one('[data-taken]');
  const offerQuiz = async () => {
    await ready;
    const me = await phone.fact('person');
    const place = taken.dataset.taken;
    const isHere = (await phone.all('quizzes')).some((quiz) => quiz.person === me && quiz.course + '/' + quiz.quiz === place && !quiz.finished);
    taken.hidden = !isHere;
    const after = one('.lesson-end > .solid');
    if (isHere && after) after.classList.remove('solid');
  };
  if (taken) offerQuiz().catch(() => undefined);
  if (lesson && lesson.dataset.offline !== undefined) {
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      void noted();
    });
    seen.observe(one('.lesson-end'));
    // All that this phone ever counted for this person and lesson: the highest number is the truth, however often it is sent.
    const STEP_S = 10;
    setInterval(async () => {
      const name = device();
      const me = await phone.fact('person');
      if (document.visibilityState !== 'visible' || !name || !me) return;
      const sum = 'time:' + me + ':' + parts.join(':');
      const total = ((await phone.fact(sum)) || 0) + STEP_S;
      await phone.setFact(sum, total);
      await phone.keep({ kind: 'time', key: ['time'].concat(parts, name).join(':'), course: parts[0], lesson: parts[1], device: name, seconds: total });
    }, STEP_S * 1000);
  }

  // ---- an answer that could not be sent, in a quiz without a time limit (bimtek.js tells) ----
  document.addEventListener('bimtek-unsent', (event) => {
    const body = new URLSearchParams(event.detail.body);
    const found = /^\/attempts\/([\w-]+)\/questions(?:\/(\d+))?/.exec(new URL(event.detail.action, location.href).pathname);
    const name = body.get('device');
    const number = Number(body.get('sequence'));
    if (!found || !name || !number) return;
    ['_csrf', 'device', 'sequence', 'go'].forEach((field) => body.delete(field));
    const note = { kind: 'answer', key: [found[1], name, number].join(':'), attempt: found[1], device: name, sequence: number, form: body.toString() };
    if (found[2]) note.number = Number(found[2]);
    ready.then(() => phone.keep(note)).then((is) => is && mine().then(event.detail.kept), () => undefined);
  });
})();
