/* What waits goes up: in batches, as the person whose it is, as often as it takes; the server counts each note once. */
(function () {
  'use strict';
  const phone = self.bimtekPhone;
  const BATCH = 50;
  const JSON_ONLY = { Accept: 'application/json' };
  const MOST_RESULTS = 10;
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  /** Who is signed in, and the token for a form: asked for when something is to be sent, kept nowhere. Undefined: nobody. */
  const session = async () => {
    const response = await fetch('/sync', { headers: JSON_ONLY, credentials: 'same-origin', cache: 'no-store' });
    if (response.status === 401) return undefined;
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  };

  /** What the server has said of a note; one that has changed since it was sent stays. */
  const settle = (note, outcome) => phone.run(['notes', 'quizzes', 'facts'], 'readwrite', (store) => {
    const notes = store('notes');
    const request = notes.get(note.id);
    request.onsuccess = () => {
      if (!request.result || !same(request.result, note)) return;
      if (outcome.state === 'refused') {
        notes.put(Object.assign({}, note, { why: outcome.why }));
        if (note.kind === 'answer' && note.question) withoutAnswer(store, note);
      } else {
        notes.delete(note.id);
        if (note.kind === 'finish') ended(store, note);
      }
    };
    return request;
  });
  /** An answer that the server cannot take: the end of its quiz waits for it no longer. */
  const withoutAnswer = (store, note) => {
    const quiz = store('quizzes').get(note.attempt);
    quiz.onsuccess = () => {
      if (!quiz.result) return;
      delete quiz.result.after[note.question];
      store('quizzes').put(quiz.result);
      const end = store('notes').get(note.person + ' finish:' + note.attempt);
      end.onsuccess = () => {
        if (end.result) store('notes').put(Object.assign({}, end.result, { after: quiz.result.after }));
      };
    };
  };
  /** A quiz has arrived whole: its questions go, and where its result stands is remembered. */
  const ended = (store, note) => {
    const quiz = store('quizzes').get(note.attempt);
    const name = 'results ' + note.person;
    quiz.onsuccess = () => {
      if (!quiz.result) return;
      store('quizzes').delete(note.attempt);
      const list = store('facts').get(name);
      list.onsuccess = () => store('facts').put([{ attempt: note.attempt, title: quiz.result.title }].concat(list.result || []).slice(0, MOST_RESULTS), name);
    };
  };

  /** Answers go before the end of their attempt. */
  const inOrder = (a, b) => (a.kind === 'finish') - (b.kind === 'finish') || (a.sequence || 0) - (b.sequence || 0);
  /** One batch of whoever is signed in; how many the server has settled. Another person's notes wait for that person. */
  const sendOnce = async (who) => {
    const batch = (await phone.all('notes')).filter((note) => !note.why && note.person === who.person).sort(inOrder).slice(0, BATCH);
    if (!batch.length) return 0;
    const bare = batch.map((note) => Object.assign({}, note, { person: undefined, id: undefined, question: undefined }));
    const response = await fetch('/sync', {
      method: 'POST', headers: JSON_ONLY, credentials: 'same-origin',
      body: new URLSearchParams({ _csrf: who.csrf, person: who.person, events: JSON.stringify(bare) }),
    });
    if (!response.ok) throw new Error(String(response.status));
    const outcomes = (await response.json()).outcomes;
    let settled = 0;
    for (const note of batch) {
      const outcome = outcomes.find((one) => one.key === note.key);
      if (!outcome || outcome.state === 'later') continue;
      await settle(note, outcome);
      settled += 1;
    }
    return settled;
  };
  const sendAs = async (who) => {
    while ((await sendOnce(who)) > 0);
  };

  const signOut = async (who) => {
    const response = await fetch('/sign-out', { method: 'POST', credentials: 'same-origin', redirect: 'manual', body: new URLSearchParams({ _csrf: who.csrf }) });
    if (!response.ok && response.type !== 'opaqueredirect') throw new Error(String(response.status));
  };
  /** Somebody else took the phone while there was no network: whoever was signed in is signed out before anything is asked in his name. */
  const leave = async () => {
    const leaving = await phone.fact('leave');
    if (!leaving) return;
    const who = await session();
    if (who && who.person === leaving) {
      // What cannot be sent now waits here until that person is back.
      await sendAs(who).catch(() => undefined);
      await signOut(who);
    }
    await phone.setFact('session', '');
    await phone.setFact('leave', '');
  };

  let sending;
  /** Sends all that waits; what cannot be sent now stays. */
  const send = () => {
    sending = sending || (async () => {
      try {
        await leave();
        if (!(await phone.all('notes')).some((note) => !note.why)) return;
        const who = await session();
        if (who) await sendAs(who);
      } finally {
        sending = undefined;
      }
    })();
    return sending;
  };

  Object.assign(phone, { session, send, leave, same });
})();
