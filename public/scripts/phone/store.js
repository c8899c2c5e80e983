/*
 * The phone's own memory: notes of learning that wait for a network, quizzes that were taken along, who uses this phone. Each
 * note and quiz belongs to one person. Runs in pages and in the service worker. ES2017, no dependencies.
 */
(function () {
  'use strict';
  const VERSION = 2;

  const upgrade = (request) => {
    const db = request.result;
    const make = (name, options) => db.objectStoreNames.contains(name) || db.createObjectStore(name, options);
    make('facts');
    make('notes', { keyPath: 'id' });
    make('quizzes', { keyPath: 'attempt' });
    make('people', { keyPath: 'person' });
  };
  const owned = (note, person) => Object.assign({}, note, { person, id: person + ' ' + note.key });

  let opened;
  const open = () => new Promise((done, fail) => {
    const request = indexedDB.open('bimtek', VERSION);
    request.onupgradeneeded = () => upgrade(request);
    request.onsuccess = () => {
      // A newer version in another tab must not wait for this one.
      request.result.onversionchange = () => {
        request.result.close();
        opened = undefined;
      };
      done(request.result);
    };
    request.onerror = () => fail(request.error);
  });
  /** One transaction. `work` gets a store by its name; what its request gives is resolved once all is on the disk: a phone may be switched off at any moment. */
  const run = async (names, mode, work) => {
    opened = opened || open();
    const db = await opened.catch((problem) => {
      opened = undefined;
      throw problem;
    });
    return new Promise((done, fail) => {
      const transaction = db.transaction(names, mode);
      const request = work((name) => transaction.objectStore(name));
      transaction.oncomplete = () => done(request && request.result);
      transaction.onerror = transaction.onabort = () => fail(transaction.error);
    });
  };
  const get = (name, key) => run([name], 'readonly', (store) => store(name).get(key));
  const all = (name) => run([name], 'readonly', (store) => store(name).getAll());
  const put = (name, value) => run([name], 'readwrite', (store) => store(name).put(value));
  const drop = (name, key) => run([name], 'readwrite', (store) => store(name).delete(key));
  const fact = (name) => get('facts', name);
  const setFact = (name, value) => run(['facts'], 'readwrite', (store) => store('facts').put(value, name));

  /** Keeps a note for whoever uses the phone, or for `owner`; false where nobody is known whose it is. */
  const keep = async (note, owner) => {
    const person = owner || (await fact('person'));
    if (!person) return false;
    await put('notes', owned(note, person));
    await wake();
    return true;
  };
  /** Background Sync, where there is any: sends even when the page is gone. */
  const wake = async () => {
    const registration = self.registration || (navigator.serviceWorker && (await navigator.serviceWorker.getRegistration('/')));
    if (registration && registration.sync) await registration.sync.register('bimtek').catch(() => undefined);
  };

  /** Changes a kept quiz and writes notes in one step, so that neither is there without the other; false: the quiz is closed or gone. */
  const change = async (attempt, work) => {
    let isDone = false;
    await run(['quizzes', 'notes'], 'readwrite', (store) => {
      const request = store('quizzes').get(attempt);
      request.onsuccess = () => {
        const quiz = request.result;
        if (!quiz || quiz.finished) return;
        const note = work(quiz, store('notes'));
        store('quizzes').put(quiz);
        if (note) store('notes').put(owned(note, quiz.person));
        isDone = true;
      };
    });
    if (isDone) await wake();
    return isDone;
  };
  /** An answer of a kept quiz: `number` from 1, `form` what the question's page would send. Only the last of a question waits. */
  const answer = (attempt, number, question, form, device, sequence) => change(attempt, (quiz, notes) => {
    const key = attempt + ':' + device + ':' + sequence;
    if (quiz.waiting[question]) notes.delete(quiz.person + ' ' + quiz.waiting[question]);
    quiz.waiting[question] = key;
    quiz.given[question] = form;
    quiz.after[question] = sequence;
    return { kind: 'answer', key, attempt, device, sequence, number, question, form };
  });
  /** The end of a kept quiz: from now on its answers stand. It counts when they have all arrived. */
  const handIn = (attempt, device) => change(attempt, (quiz) => {
    quiz.finished = Date.now();
    return { kind: 'finish', key: 'finish:' + attempt, attempt, device, after: quiz.after };
  });

  self.bimtekPhone = { run, get, all, put, drop, fact, setFact, keep, answer, handIn };
})();
