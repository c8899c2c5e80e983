/*
 * Several people on one phone, changed without a network behind a PIN. It guards the screen: what the browser keeps is not encrypted,
 * and the page says so.
 */
(function () {
  'use strict';
  const phone = self.bimtekPhone;
  const one = phone.one;
  const section = one && one('[data-people]');
  if (!section || !self.crypto || !crypto.subtle) return;
  /** A guess takes half a second on a cheap phone; ten thousand PINs take more than an hour even for who copies the memory. */
  const ROUNDS = 200000;
  const FREE_TRIES = 3;
  const FIRST_WAIT_MS = 30000;
  const LONGEST_WAIT_MS = 60 * 60 * 1000;

  const hashOf = async (pin, salt, rounds) => {
    const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits']);
    return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, key, 256));
  };
  const equal = (a, b) => a.every((byte, index) => byte === b[index]);

  /** From now on the phone is `next`'s, '' for nobody's. Whoever is signed in is signed out with the next network. */
  const become = async (next) => {
    const session = await phone.fact('session');
    await phone.setFact('leave', session && session !== next ? session : '');
    await phone.setFact('person', next);
    await phone.sendAll();
  };

  const enter = one('[data-enter]', section);
  const add = one('[data-add]', section);
  const tell = (form, text) => {
    const line = one('[data-error]', form);
    line.hidden = !text;
    one('span', line).textContent = text;
    if (text) one('input[name=pin]', form).setAttribute('aria-invalid', 'true');
    else one('input[name=pin]', form).removeAttribute('aria-invalid');
  };
  let asked;
  const ask = (person) => {
    asked = person.person;
    enter.hidden = false;
    tell(enter, '');
    one('[data-who]', enter).textContent = person.name;
    one('input[name=pin]', enter).value = '';
    one('input[name=pin]', enter).focus();
  };
  const LONG_S = 90;
  const waitOf = (until) => {
    const seconds = Math.ceil((until - Date.now()) / 1000);
    return seconds > LONG_S ? phone.fill(enter.dataset.waitLong, Math.ceil(seconds / 60)) : phone.fill(enter.dataset.wait, seconds);
  };
  const tryPin = async () => {
    const person = await phone.get('people', asked);
    if (!person) return;
    if (person.until > Date.now()) return tell(enter, waitOf(person.until));
    // Counted before it is looked at: who closes the page in between has tried.
    person.wrong += 1;
    if (person.wrong >= FREE_TRIES) person.until = Date.now() + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * Math.pow(2, person.wrong - FREE_TRIES));
    await phone.put('people', person);
    const is = equal(await hashOf(one('input[name=pin]', enter).value, person.salt, person.rounds), person.hash);
    if (!is) return tell(enter, person.until > Date.now() ? waitOf(person.until) : enter.dataset.wrong);
    await phone.put('people', Object.assign(person, { wrong: 0, until: 0 }));
    enter.hidden = true;
    await become(person.person);
  };
  /** Only who is signed in gets a PIN: the server says who that is. */
  const addPin = async () => {
    const pin = one('input[name=pin]', add).value;
    if (!/^\d{4,8}$/.test(pin)) return tell(add, add.dataset.short);
    const who = await phone.session().catch(() => undefined);
    if (!who) return tell(add, add.dataset.network);
    const salt = crypto.getRandomValues(new Uint8Array(16));
    await phone.put('people', { person: who.person, name: who.name, salt, rounds: ROUNDS, hash: await hashOf(pin, salt, ROUNDS), wrong: 0, until: 0 });
    one('input[name=pin]', add).value = '';
    tell(add, '');
  };
  const dropPin = async () => phone.drop('people', await phone.fact('person'));

  Object.assign(phone.acts, { enter: tryPin, add: addPin, lock: () => become(''), 'drop-pin': dropPin });

  const draw = async () => {
    const me = await phone.fact('person');
    const people = await phone.all('people');
    const notes = (await phone.all('notes')).filter((note) => !note.why);
    const has = people.some((person) => person.person === me);
    const list = one('ul', section);
    list.textContent = '';
    people.forEach((person) => {
      const row = phone.clone(one('template', section));
      const line = one('p', row);
      one('b', row).textContent = person.name;
      const count = notes.filter((note) => note.person === person.person).length;
      if (person.person === me) phone.say(line, line.dataset.now, 'good calm', 'tick');
      else phone.say(line, count ? phone.fill(line.dataset.waiting, count) : line.dataset.ready);
      const button = one('button', row);
      button.hidden = person.person === me;
      button.setAttribute('aria-label', button.textContent + ': ' + person.name);
      button.addEventListener('click', () => ask(person));
      list.append(row);
    });
    one('[data-has-pin]', section).hidden = !has;
    add.hidden = !me || has;
  };
  phone.redrawn.push(draw);
  void draw();
})();
