/* What is kept on this phone, and what waits here: the page /saved. */
(function () {
  'use strict';
  const phone = self.bimtekPhone;
  const one = phone.one;
  const place = one && one('[data-keep]');
  if (!place) return;
  const show = (selector, is) => {
    const section = one(selector);
    section.hidden = !is;
    return section;
  };
  const refill = (list, rows) => {
    list.textContent = '';
    rows.forEach((row) => list.append(row));
  };

  const lessonsOf = (meta, template) => {
    const made = phone.clone(template);
    const steps = one('ol', made);
    meta.files.filter((file) => file.at && file.title).forEach((file) => {
      const step = phone.clone(one('template', made));
      const link = one('a', step);
      link.href = file.at;
      link.textContent = file.title;
      steps.append(step);
    });
    return made;
  };
  let turn = 0;
  const drawLessons = async () => {
    if (phone.working) return;
    turn += 1;
    const now = turn;
    const metas = (await phone.metas()).sort((a, b) => a.title.localeCompare(b.title) || a.order - b.order || a.module.localeCompare(b.module));
    // What the server has of each kept course today, asked for once.
    const lists = {};
    const courses = new Map();
    for (const meta of metas) {
      const href = '/offline/' + meta.language + '/courses/' + meta.course + '/list';
      lists[href] = lists[href] || (navigator.onLine && phone.listAt(href));
      const list = await lists[href];
      const today = list && list.modules.find((module) => module.id === meta.id);
      const entry = Object.assign({}, today || { id: meta.id, bytes: meta.bytes, files: meta.files }, { title: meta.module });
      const job = { list: list || meta, entry };
      const row = await phone.row(place, entry, meta, navigator.onLine ? job : undefined);
      if (meta.done || meta.before) row.append(lessonsOf(meta, one('template[data-lessons]')));
      const course = courses.get(href) || phone.clone(one('template[data-course]', place));
      one('h3', course).textContent = meta.title;
      one('ul', course).append(row);
      courses.set(href, course);
    }
    if (now !== turn) return;
    refill(one('[data-courses]', place), Array.from(courses.values()));
    one('[data-none]', place).hidden = courses.size > 0;
  };

  const drawQuizzes = async (me) => {
    const quizzes = (await phone.all('quizzes')).filter((quiz) => quiz.person === me);
    const section = show('[data-quizzes]', quizzes.length);
    refill(one('ul', section), quizzes.map((quiz) => {
      const row = phone.clone(one('template', section));
      const line = one('p', row);
      one('b', row).textContent = quiz.title;
      if (quiz.finished) phone.say(line, line.dataset.finished, 'good calm', 'tick');
      else phone.say(line, phone.fill(line.dataset.open, Object.keys(quiz.given).length, quiz.total));
      const link = one('a', row);
      link.href = '/attempts/' + quiz.attempt + '/offline';
      link.setAttribute('aria-label', link.textContent + ': ' + quiz.title);
      return row;
    }));
    const results = (me && (await phone.fact('results ' + me))) || [];
    const graded = show('[data-results]', results.length);
    refill(one('ul', graded), results.map((result) => {
      const row = phone.clone(one('template', graded));
      const link = one('a', row);
      link.href = '/attempts/' + result.attempt + '/result';
      link.textContent = result.title;
      return row;
    }));
  };

  const drawNotes = async (me) => {
    const notes = await phone.all('notes');
    const own = notes.filter((note) => note.person === me);
    const waiting = own.filter((note) => !note.why);
    const refused = own.filter((note) => note.why);
    const others = notes.filter((note) => note.person !== me && !note.why);
    const section = one('[data-notes]');
    const line = one('[data-count]', section);
    if (waiting.length) phone.say(line, phone.fill(line.dataset.waiting, waiting.length), 'warn', 'bang');
    else phone.say(line, line.dataset.sent, 'good calm', 'tick');
    // Nothing of nobody's has arrived.
    line.hidden = !me && others.length > 0;
    show('[data-stranger]', me && me !== (await phone.fact('session')));
    show('[data-unsent]', waiting.length);
    const theirs = show('[data-others]', others.length);
    theirs.textContent = phone.fill(theirs.dataset.words, others.length);
    const not = show('[data-refused]', refused.length);
    const why = one('p', not);
    if (refused.length) phone.say(why, phone.fill(why.dataset.words, refused.length) + ': ' + Array.from(new Set(refused.map((note) => note.why))).join(' '), 'bad', 'cross');
    show('[data-leave]', !!me && location.hash === '#keluar');
    show('[data-has]', waiting.length);
    show('[data-has-none]', !waiting.length);
  };

  /** `refused`: those that the server did not take; false: those that wait; left out: both. */
  const discard = async (refused) => {
    const me = await phone.fact('person');
    const notes = (await phone.all('notes')).filter((note) => note.person === me && (refused === undefined || !note.why !== refused));
    // A quiz whose answers are thrown away goes with them.
    await phone.run(['notes', 'quizzes'], 'readwrite', (store) => notes.forEach((note) => {
      store('notes').delete(note.id);
      if (note.attempt) store('quizzes').delete(note.attempt);
    }));
    await phone.mine();
  };
  /** Ends the session; without a network it ends as soon as there is one. */
  const goOut = async () => {
    const me = await phone.fact('person');
    await phone.setFact('leave', me);
    await phone.setFact('person', '');
    await phone.leave().catch(() => undefined);
    location.href = '/saved';
  };
  /** Whether something is left, which is said. */
  const trySend = async () => {
    await phone.sendAll();
    const left = (await phone.mine()).some((note) => !note.why);
    phone.each('[data-unreached]').forEach((line) => { line.hidden = !left || !one('[data-stranger]').hidden; });
    return left;
  };
  const acts = {
    send: trySend,
    discard: () => discard(false),
    forget: () => discard(true),
    out: goOut,
    'send-out': async () => (await trySend()) || goOut(),
    'discard-out': () => discard().then(goOut),
  };
  phone.acts = acts;
  document.addEventListener('submit', (event) => {
    const form = event.target;
    const act = acts[form.dataset.do];
    if (!act) return;
    event.preventDefault();
    act().catch(() => undefined).then(phone.redraw).then(() => phone.each('[aria-busy]', form).forEach((button) => button.removeAttribute('aria-busy')));
  });
  self.addEventListener('hashchange', phone.redraw);

  /** Who shares a phone needs one script more (people.js). */
  const people = one('[data-people]');
  const loadPeople = () => {
    if (!people.dataset.script) return;
    const script = document.createElement('script');
    script.src = people.dataset.script;
    people.dataset.script = '';
    document.body.append(script);
  };
  people.addEventListener('toggle', loadPeople);

  phone.redrawn.push(drawLessons, async () => {
    const me = await phone.fact('person');
    await drawQuizzes(me);
    await drawNotes(me);
    const has = (await phone.all('people')).length > 0;
    people.hidden = !me && !has;
    // Whose turn it is comes before all else on a phone that is nobody's now.
    if (!me && has) one('.lead').after(people);
    // Who finds the screen locked, or another's, sees at once how to change it.
    if (has && people.dataset.script) people.open = true;
  });
})();
