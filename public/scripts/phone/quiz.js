/* A quiz that was taken along: its questions are walked, answered and handed in on the phone; what follows is the server's to say. */
(function () {
  'use strict';
  const phone = self.bimtekPhone;
  const one = phone.one;
  const each = phone.each;
  const walk = one && document.querySelector('[data-walk]');
  if (!walk) return;
  const attempt = walk.dataset.walk;
  const isOne = walk.dataset.layout === 'one';
  const form = one('[data-walking]', walk);
  const state = one('[data-state]', walk);
  const check = one('[data-check]', walk);
  const end = one('[data-ended]', walk);
  const sections = each('[data-question]', form);
  const cells = each('[data-go]', form);
  const place = one('[data-place]', walk);
  const strip = one('.strip', form);
  const TYPING_MS = 700;

  const say = (words, tone, sign) => {
    state.innerHTML = '<svg class="sign ' + tone + '" viewBox="0 0 24 24" aria-hidden="true"><use href="#' + sign + '"/></svg><span class="' + tone + '"></span>';
    state.lastChild.textContent = words;
  };
  const fieldsOf = (section) => each('input, select, textarea', section).filter((field) => /^response/.test(field.name));
  const isFilled = (field) => (/^(radio|checkbox)$/.test(field.type) ? field.checked : field.value.trim() !== '');
  const isAnswered = (section) => (one('[data-parts]', section) ? fieldsOf(section).every(isFilled) : fieldsOf(section).some(isFilled));
  /** A field's name on the page of its own question: `response`, `response.PART`. */
  const bare = (section, name) => name.replace('response.' + section.dataset.question, 'response');
  const answerOf = (section) => {
    const body = new URLSearchParams();
    fieldsOf(section).forEach((field) => {
      if (!/^(radio|checkbox)$/.test(field.type) || field.checked) body.append(bare(section, field.name), field.value);
    });
    return body.toString();
  };
  const restore = (section, given) => {
    const body = new URLSearchParams(given);
    fieldsOf(section).forEach((field) => {
      const values = body.getAll(bare(section, field.name));
      if (/^(radio|checkbox)$/.test(field.type)) field.checked = values.includes(field.value);
      else field.value = values[0] || '';
    });
    each('[data-spots]', section).forEach((spots) => spots.dispatchEvent(new Event('change', { bubbles: true })));
  };

  // ---- one question after the other; Back goes back ----
  const isCheck = () => location.hash === '#kumpul';
  const at = () => Math.min(sections.length, Math.max(1, Number((/^#soal-(\d+)$/.exec(location.hash) || [])[1]) || 1));
  const go = (where) => { location.hash = where; };
  const open = () => sections.filter((section) => !isAnswered(section)).length;
  const draw = () => {
    const now = at();
    form.hidden = isCheck() || !end.hidden;
    check.hidden = !isCheck() || !end.hidden;
    sections.forEach((section, index) => { section.hidden = isOne && index + 1 !== now; });
    cells.forEach((cell, index) => {
      const answered = isAnswered(sections[index]);
      cell.classList.toggle('is-answered', answered);
      cell.classList.toggle('is-now', isOne && index + 1 === now);
      cell.setAttribute('aria-label', cell.dataset.name + ', ' + (answered ? strip.dataset.answered : strip.dataset.open));
      if (isOne && index + 1 === now) cell.setAttribute('aria-current', 'step');
      else cell.removeAttribute('aria-current');
    });
    if (isOne && !isCheck() && end.hidden) place.textContent = phone.fill(place.dataset.words, now);
    place.hidden = isCheck() || !end.hidden;
    const back = one('[data-step="-1"]', form);
    const next = one('[data-step="1"]', form);
    back.hidden = !isOne || now === 1;
    next.textContent = isOne && now < sections.length ? next.dataset.next : next.dataset.last;
    one('[data-all]', check).hidden = open() > 0;
    one('[data-zero]', check).hidden = open() === 0;
    const missing = one('[data-missing]', check);
    missing.hidden = open() === 0;
    missing.textContent = phone.fill(missing.dataset.missing, open());
  };
  const moved = () => {
    draw();
    const heading = isCheck() ? one('h2', check) : isOne ? one('h2', sections[at() - 1]) : undefined;
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  };
  self.addEventListener('hashchange', moved);

  // ---- answers: first into the phone's memory, then on their way ----
  let typing;
  let unsaved;
  let writing = Promise.resolve();
  const record = () => {
    clearTimeout(typing);
    const section = unsaved;
    unsaved = undefined;
    if (!section) return writing;
    writing = writing.then(async () => {
      const name = phone.device();
      const kept = name && (await phone.answer(attempt, sections.indexOf(section) + 1, section.dataset.question, answerOf(section), name, phone.sequence()));
      if (!kept) throw new Error('not kept');
      say(state.dataset.saved, 'good', 'tick');
      await phone.mine();
      void phone.sendAll();
    }).catch(() => say(state.dataset.failed, 'bad', 'cross'));
    return writing;
  };
  const changed = (event, delay) => {
    const section = event.target.closest('[data-question]');
    if (!section || !/^response/.test(event.target.name)) return;
    if (unsaved && unsaved !== section) void record();
    unsaved = section;
    draw();
    clearTimeout(typing);
    typing = setTimeout(record, delay);
  };
  form.addEventListener('change', (event) => changed(event, 0));
  form.addEventListener('input', (event) => {
    if (/^text/.test(event.target.type)) changed(event, TYPING_MS);
  });
  self.addEventListener('pagehide', record);

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void record();
    go(isOne && at() < sections.length ? 'soal-' + (at() + 1) : 'kumpul');
  });
  walk.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button) return;
    const data = button.dataset;
    if (data.go) {
      void record();
      go('soal-' + data.go);
      if (!isOne) document.getElementById('soal-' + data.go).scrollIntoView();
    }
    if (data.step === '-1') go('soal-' + (at() - 1));
    if (data.back !== undefined) go('soal-' + sections.length);
    if (data.handIn !== undefined) {
      button.disabled = true;
      void record().then(() => phone.handIn(attempt, phone.device())).then((is) => {
        if (is) ended(false);
        else say(state.dataset.failed, 'bad', 'cross');
        return phone.sendAll();
      }, () => { say(state.dataset.failed, 'bad', 'cross'); }).then(() => { button.disabled = false; });
    }
  });

  const ended = (isDone) => {
    const isNew = end.hidden;
    end.hidden = false;
    state.hidden = true;
    one('[data-waits]', end).hidden = isDone;
    one('[data-done]', end).hidden = !isDone;
    one('[data-look]', end).hidden = !isDone;
    draw();
    if (isNew) one('h2', end).focus();
  };

  // ---- the questions themselves ----
  const take = async () => {
    say(state.dataset.keeping, 'calm', 'now');
    const who = await phone.session();
    if (!who) throw new Error('nobody');
    const response = await fetch(location.pathname, { credentials: 'same-origin' });
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    const html = await response.text();
    const media = Array.from(new Set(each('img[src], audio[src], video[src]', form).map((file) => new URL(file.src).pathname)));
    const quiz = {
      attempt, person: who.person, course: walk.dataset.course, quiz: walk.dataset.quiz, title: one('h1', walk).textContent, total: sections.length,
      html, policy: response.headers.get('Content-Security-Policy') || "default-src 'none'", media, at: Date.now(), given: {}, after: {}, waiting: {},
    };
    sections.forEach((section) => { if (isAnswered(section)) quiz.given[section.dataset.question] = answerOf(section); });
    // First its record, so that no sweep takes its pictures.
    await phone.put('quizzes', quiz);
    await phone.saveMedia(media);
    say(state.dataset.kept, 'good', 'tick');
  };
  const begin = async () => {
    await phone.ready;
    const quiz = await phone.get('quizzes', attempt);
    if (!quiz) return take();
    sections.forEach((section) => {
      const given = quiz.given[section.dataset.question];
      if (given !== undefined) restore(section, given);
    });
    if (quiz.finished) ended(false);
    draw();
    await phone.saveMedia(quiz.media);
    say(state.dataset.kept, 'good', 'tick');
  };
  const tryToBegin = () => begin().catch(() => phone.get('quizzes', attempt).then((quiz) => say(quiz ? state.dataset.kept : state.dataset.unkept, quiz ? 'good' : 'warn', quiz ? 'tick' : 'bang')));
  let isTaken;
  void tryToBegin().then(() => { isTaken = true; });
  self.addEventListener('online', () => { if (isTaken) phone.get('quizzes', attempt).then((quiz) => (quiz || !end.hidden ? undefined : tryToBegin())); });

  phone.redrawn.push(async () => {
    const quiz = await phone.get('quizzes', attempt);
    if (!quiz && !end.hidden) return ended(true);
    const notes = (await phone.all('notes')).filter((note) => note.attempt === attempt && note.kind === 'answer');
    const refused = notes.find((note) => note.why);
    if (refused) say(refused.why, 'bad', 'cross');
    else if (quiz && Object.keys(quiz.waiting).length && !notes.length && !unsaved) say(state.dataset.arrived, 'good', 'tick');
  });
  draw();
})();
