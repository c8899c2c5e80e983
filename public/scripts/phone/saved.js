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
  /** What the server has of kept courses today, each asked for once. */
  const listsOf = async (metas) => {
    const asked = new Map();
    metas.forEach((meta) => {
      const href = '/offline/' + meta.language + '/courses/' + meta.course + '/list';
      if (!asked.has(href)) asked.set(href, navigator.onLine ? phone.listAt(href) : Promise.resolve(undefined));
      meta.href = href;
    });
    const lists = new Map();
    for (const pair of asked) lists.set(pair[0], await pair[1]);
    return lists;
  };
  let turn = 0;
  const drawLessons = async () => {
    turn += 1;
    const now = turn;
    const metas = (await phone.metas()).sort((a, b) => (a.title + a.module).localeCompare(b.title + b.module));
    const lists = await listsOf(metas);
    const rows = [];
    for (let index = 0; index < metas.length; index += 1) {
      const meta = metas[index];
      const list = lists.get(meta.href);
      const today = list && list.modules.find((module) => module.id === meta.id);
      const entry = Object.assign({}, today || { id: meta.id, bytes: meta.bytes, files: meta.files }, { title: meta.title + ' · ' + meta.module });
      const job = { list: list || meta, entry: Object.assign({}, entry, { title: meta.module }) };
      const row = await phone.row(place, entry, meta, navigator.onLine ? job : undefined);
      if (meta.done || meta.before) row.firstElementChild.append(lessonsOf(meta, one('template[data-lessons]')));
      rows.push(row);
    }
    if (now !== turn) return;
    refill(one('ul', place), rows);
    one('[data-none]', place).hidden = rows.length > 0;
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
    show('[data-unsent]', waiting.length);
    const theirs = show('[data-others]', others.length);
    theirs.textContent = phone.fill(theirs.dataset.words, others.length);
    const not = show('[data-refused]', refused.length);
    if (refused.length) one('p', not).textContent = phone.fill(one('p', not).dataset.words, refused.length) + ': ' + Array.from(new Set(refused.map((note) => note.why))).join(' ');
    const leaving = show('[data-leave]', !!me && location.hash === '#keluar');
    one('[data-has]', leaving).hidden = !waiting.length;
    one('[data-has-none]', leaving).hidden = waiting.length > 0;
  };

  const discard = async (which) => {
    const me = await phone.fact('person');
    const notes = (await phone.all('notes')).filter((note) => note.person === me && which(note));
    for (let index = 0; index < notes.length; index += 1) await phone.drop('notes', notes[index].id);
    // A quiz whose answers are thrown away goes with them.
    const attempts = new Set(notes.map((note) => note.attempt));
    const quizzes = (await phone.all('quizzes')).filter((quiz) => attempts.has(quiz.attempt));
    for (let index = 0; index < quizzes.length; index += 1) await phone.drop('quizzes', quizzes[index].attempt);
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
  const acts = {
    send: () => phone.sendAll(),
    discard: () => discard((note) => !note.why),
    forget: () => discard((note) => !!note.why),
    out: goOut,
    'send-out': () => phone.sendAll().then(async () => ((await phone.mine()).some((note) => !note.why) ? undefined : goOut())),
    'discard-out': () => discard(() => true).then(goOut),
  };
  document.addEventListener('submit', (event) => {
    const act = acts[event.target.dataset.do];
    if (!act) return;
    event.preventDefault();
    act().catch(() => undefined).then(phone.redraw);
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
    // Who finds the screen locked, or another's, sees at once how to change it.
    if (has && people.dataset.script) people.open = true;
  });
})();
