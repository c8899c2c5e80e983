/* Everything works without this file; it makes forms kinder. ES2017, no dependencies, deferred. */
(function () {
  'use strict';
  const lang = document.documentElement.lang;
  const one = (selector, root) => (root || document).querySelector(selector);
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  // A step of a story is taken by a button, not by looking at it.
  const bodyOf = (form) => {
    const data = new FormData(form);
    all('[data-step] input', form).forEach((input) => data.delete(input.name));
    return new URLSearchParams(data);
  };
  const post = (url, body) =>
    fetch(url, { method: 'POST', body, credentials: 'same-origin', headers: { Accept: 'application/json' } });

  // What this browser keeps under a name, changed; undefined where nothing can be kept.
  const remembered = (name, next) => {
    try {
      const value = next(localStorage.getItem(name));
      localStorage.setItem(name, value);
      return value;
    } catch {
      return undefined;
    }
  };
  // This browser's name for itself and its count of events; a browser that keeps nothing sends neither.
  const newName = () => Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => (byte + 256).toString(16).slice(1)).join('');
  const device = () => remembered('bimtek-device', (known) => known || newName());
  const sequence = () => remembered('bimtek-sequence', (known) => String((Number(known) || 0) + 1));
  // For what travels in the same file (phone/page.js).
  self.bimtek = { one, all, remembered, device, sequence };

  // What has to be put right is read out first.
  const summary = one('[data-focus]');
  if (summary) summary.focus();

  const waits = () => {
    try {
      return navigator.serviceWorker && localStorage.getItem('bimtek-waiting');
    } catch {
      return false;
    }
  };
  // A second tap on a slow network sends nothing twice.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === 'dialog') return;
    busy(event.submitter || one('button', form));
    if (form.method !== 'post') return;
    // What waits on this phone (phone/page.js) is spoken of first: it stays, is sent, or is thrown away on purpose.
    if (/\/sign-out$/.test(form.action) && waits()) {
      event.preventDefault();
      location.href = '/saved#keluar';
      return;
    }
    // What is read on this phone from now on is nobody's, until somebody signs in (phone/worker.js).
    const worker = navigator.serviceWorker && navigator.serviceWorker.controller;
    if (worker && /\/(sign-out|account\/delete)$/.test(form.action)) worker.postMessage('nobody');
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = '1';
    setTimeout(() => delete form.dataset.sent, 4000);
  });

  // What was pressed says so at once, however slow the network is, until another page comes or this one comes back.
  const busy = (pressed) => {
    if (!pressed) return;
    const say = (is) => pressed.setAttribute('aria-busy', is);
    say(true);
    window.addEventListener('pageshow', () => say(false));
    setTimeout(say, 9000, false);
  };
  document.addEventListener('click', (event) => {
    if (!event.defaultPrevented && !event.ctrlKey && !event.metaKey) busy(event.target.closest('a.btn'));
  });

  // Destructive actions ask once more.
  document.addEventListener('click', (event) => {
    const button = event.target.closest && event.target.closest('button[data-confirm]');
    if (!button || !button.form || button.dataset.confirmed) return;
    if (!button.form.noValidate && !button.form.reportValidity()) return;
    event.preventDefault();
    const send = () => {
      button.dataset.confirmed = '1';
      button.click();
      delete button.dataset.confirmed;
    };
    const dialog = document.createElement('dialog');
    if (!dialog.showModal) {
      if (window.confirm(button.dataset.confirm)) send();
      return;
    }
    const question = document.createElement('p');
    question.id = 'tanya';
    question.textContent = button.dataset.confirm;
    dialog.setAttribute('aria-labelledby', 'tanya');
    const buttons = document.createElement('form');
    buttons.method = 'dialog';
    buttons.className = 'actions';
    const offer = (text, className, value) => {
      const choice = document.createElement('button');
      choice.textContent = text;
      choice.className = className;
      choice.value = value;
      buttons.append(choice);
    };
    offer(document.body.dataset.no, 'btn', 'no');
    offer(document.body.dataset.yes, button.className, 'yes');
    dialog.append(question, buttons);
    dialog.addEventListener('close', () => {
      dialog.remove();
      button.focus();
      if (dialog.returnValue === 'yes') send();
    });
    document.body.append(dialog);
    dialog.showModal();
  });

  // Of tabs wider than a phone, the current one is seen.
  all('.tabs [aria-current]').forEach((tab) => {
    const strip = tab.closest('.tabs');
    strip.scrollLeft = tab.getBoundingClientRect().left - strip.getBoundingClientRect().left - 48;
  });

  // The menu closes as people expect.
  const menu = one('.menu');
  if (menu) {
    document.addEventListener('click', (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !menu.open) return;
      menu.open = false;
      one('summary', menu).focus();
    });
  }

  // Lessons that the phone keeps open without a network. Checking certificates has a worker of its own.
  // Both, and where the page can be installed from, are asked for once the page stands: its first view waits for neither.
  window.addEventListener('load', () => {
    const application = document.createElement('link');
    application.rel = 'manifest';
    application.href = document.body.dataset.manifest || '/manifest.webmanifest';
    document.head.append(application);
    if (navigator.serviceWorker && !/^\/v/i.test(location.pathname)) navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  });

  // ---- answers: saved as they are given; what is saved is said ----
  const answers = one('form[data-answer]');
  let saveNow = () => Promise.resolve();
  if (answers) {
    const line = one('[data-saved]', answers);
    const clock = new Intl.DateTimeFormat(lang, {
      hour: '2-digit', minute: '2-digit', hour12: false, timeZone: 'Asia/Jakarta',
    });
    let unsaved = false;
    let waiting; // What is being sent, until it has arrived: sent again it is the same event, which the server applies once.
    let sending = false;
    let tries = 0;
    let timer;

    const say = (text, tone, sign) => {
      line.innerHTML = '<svg class="sign ' + tone + '" viewBox="0 0 24 24" aria-hidden="true"><use href="#' + sign + '"/></svg><span class="' + tone + '"></span>';
      line.lastChild.textContent = text;
    };
    // Before the clock has anything to say, the number strip and its counts follow what is on the page.
    const isFilled = (input) => (/^(radio|checkbox)$/.test(input.type) ? input.checked : input.value.trim() !== '');
    const isAnswered = () => {
      const fields = all('input, select, textarea', answers).filter((input) => /^response/.test(input.name));
      return one('[data-parts]', answers) ? fields.every(isFilled) : fields.some(isFilled);
    };
    const drawStrip = () => {
      const marked = one('input[name=marked]', answers);
      all('.strip .is-now').forEach((cell) => {
        const strip = cell.closest('.strip');
        const has = cell.classList.contains('is-answered');
        const now = isAnswered();
        cell.classList.toggle('is-answered', now);
        cell.classList.toggle('is-marked', !!marked && marked.checked);
        const from = has ? strip.dataset.answered : strip.dataset.open;
        cell.setAttribute('aria-label', cell.getAttribute('aria-label').replace(from, now ? strip.dataset.answered : strip.dataset.open));
      });
      const cells = all('.quiz-side .strip .cell');
      const count = (name, n) => all('[data-count=' + name + ']').forEach((item) => { item.textContent = item.textContent.replace(/\d+/, n); });
      const done = cells.filter((cell) => cell.classList.contains('is-answered')).length;
      if (!cells.length) return;
      count('answered', done);
      count('open', cells.length - done);
      count('marked', cells.filter((cell) => cell.classList.contains('is-marked')).length);
    };

    const touched = new Set();
    const sayings = () => {
      if (!touched.size) return [];
      const name = device();
      const number = sequence();
      return name && number ? [['device', name], ['sequence', number]].concat(Array.from(touched).filter(Boolean).map((id) => ['said', id])) : [];
    };
    const eventOf = () => {
      const body = bodyOf(answers);
      ['device', 'sequence', 'said'].forEach((name) => body.delete(name));
      sayings().forEach((pair) => body.append(pair[0], pair[1]));
      return body;
    };

    const save = async () => {
      clearTimeout(timer);
      if (sending || !(unsaved || waiting)) return;
      sending = true;
      if (unsaved) waiting = eventOf();
      unsaved = false;
      let again = false;
      let least = 0;
      try {
        const response = await post(answers.action, waiting);
        const reply = await response.json();
        if (response.ok && reply.saved) {
          tries = 0;
          say(line.dataset.wordsSaved + ' ' + clock.format(new Date(reply.at)), 'good', 'tick');
        } else if (response.status >= 500 || response.status === 429) {
          again = true;
          least = Number(response.headers.get('Retry-After')) || 0;
        } else {
          // Sending it again would not help: what the server says is shown.
          say((reply.error && reply.error.sentence) || line.dataset.wordsRefused, 'bad', 'cross');
        }
      } catch {
        again = true;
      }
      sending = false;
      if (!again) waiting = undefined;
      if (again) {
        tries += 1;
        say(line.dataset.wordsFailed, 'warn', 'bang');
        // Phone.js keeps it where the tab's end does not reach.
        if (line.dataset.wordsPhone) {
          const kept = () => { if (waiting) say(line.dataset.wordsPhone, 'warn', 'bang'); };
          document.dispatchEvent(new CustomEvent('bimtek-unsent', { detail: { action: answers.action, body: waiting.toString(), kept } }));
        }
        // Not all phones at the same moment.
        timer = setTimeout(save, (Math.max(least, Math.min(30, Math.pow(2, tries))) + Math.random()) * 1000);
      } else if (unsaved) {
        await save();
      }
    };
    saveNow = save;

    const changed = (input, delay) => {
      unsaved = true;
      // A mark alone says nothing of the answer, which another tab may have changed.
      if (/^response/.test(input.name)) touched.add(input.name.split('.')[1] || '');
      drawStrip();
      clearTimeout(timer);
      timer = setTimeout(save, delay);
    };
    answers.addEventListener('change', (event) => {
      if (!event.target.closest('[data-step]')) changed(event.target, 0);
    });
    answers.addEventListener('input', (event) => {
      if (/^text/.test(event.target.type)) changed(event.target, 1200);
    });
    // The form itself carries what the script has not sent yet.
    answers.addEventListener('submit', () => {
      unsaved = false;
      waiting = undefined;
      clearTimeout(timer);
      all('[data-said]', answers).forEach((field) => field.remove());
      sayings().forEach((pair) => {
        const field = document.createElement('input');
        field.type = 'hidden';
        field.dataset.said = '';
        field.name = pair[0];
        field.value = pair[1];
        answers.append(field);
      });
    });
    window.addEventListener('online', save);
    window.addEventListener('pagehide', () => {
      if ((unsaved || waiting) && navigator.sendBeacon) navigator.sendBeacon(answers.action, unsaved ? eventOf() : waiting);
    });
  }

  // ---- an order: items are moved, which numbers them ----
  all('[data-order]').forEach((list) => {
    all('li', list).forEach((item) => {
      const moves = document.createElement('span');
      moves.className = 'moves';
      [list.dataset.up, list.dataset.down].forEach((words, down) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.setAttribute('aria-label', words + ': ' + one('label', item).textContent);
        button.innerHTML = '<svg class="arrow" viewBox="0 0 24 24" aria-hidden="true"><use href="#arrow"/></svg>';
        button.addEventListener('click', () => {
          const other = down ? item.nextElementSibling : item.previousElementSibling;
          if (!other) return;
          list.insertBefore(down ? other : item, down ? item : other);
          all('select', list).forEach((select, index) => { select.value = String(index + 1); });
          item.dispatchEvent(new Event('change', { bubbles: true }));
          button.focus();
        });
        moves.append(button);
      });
      item.append(moves);
    });
  });

  // ---- a picture: what is chosen in the list shows on it ----
  all('[data-spots]').forEach((spots) => {
    const show = () => all('[data-for]', spots).forEach((spot) => spot.classList.toggle('is-chosen', document.getElementById(spot.dataset.for).checked));
    document.addEventListener('change', show);
  });
  // ---- what could not be saved is sent again by itself ----
  const again = one('form[data-again]');
  if (again && again.requestSubmit) {
    const said = one('[data-wait]', again);
    let wait = 5 + Math.floor(Math.random() * 5);
    const count = setInterval(() => {
      said.textContent = said.dataset.wait.replace('#', wait);
      if ((wait -= 1) >= 0) return;
      clearInterval(count);
      again.requestSubmit();
    }, 1000);
  }

  // ---- time left; the server's clock counts, not the phone's ----
  const clockFace = one('[data-timer]');
  if (clockFace) {
    const skew = Date.parse(clockFace.dataset.now) - Date.now();
    const ends = Date.parse(clockFace.dataset.ends);
    const left = one('[data-left]', clockFace);
    const spoken = one('[data-spoken]');
    const tell = (text) => { if (left.textContent !== text) left.textContent = text; };
    const tick = async () => {
      const seconds = Math.max(0, Math.round((ends - Date.now() - skew) / 1000));
      const minutes = Math.ceil(seconds / 60);
      tell(seconds > 60 ? clockFace.dataset.minutes.replace('#', minutes) : clockFace.dataset.seconds.replace('#', seconds));
      clockFace.classList.toggle('is-short', seconds <= 300);
      if (spoken && (seconds === 300 || seconds === 60)) spoken.textContent = clockFace.textContent;
      if (seconds > 0) return;
      clearInterval(running);
      await saveNow();
      location.href = clockFace.dataset.then;
    };
    const running = setInterval(tick, 1000);
    void tick();
  }

  // ---- a lesson: read when its end was reached, time counted while it is looked at ----
  const readForm = one('form[data-read-form]');
  if (readForm && window.IntersectionObserver) {
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      // Not reached the server: the phone keeps it (phone.js), and the button below still marks it.
      post(readForm.action, bodyOf(readForm)).catch(() => document.dispatchEvent(new Event('bimtek-read')));
    });
    seen.observe(readForm);
  }

  const lesson = one('[data-time]');
  if (lesson && navigator.sendBeacon) {
    const IDLE_MS = 5 * 60 * 1000;
    let seconds = 0;
    let active = Date.now();
    ['scroll', 'pointerdown', 'keydown', 'touchstart'].forEach((name) =>
      window.addEventListener(name, () => { active = Date.now(); }, { passive: true }));
    setInterval(() => {
      if (document.visibilityState === 'visible' && Date.now() - active < IDLE_MS) seconds += 1;
    }, 1000);
    const report = () => {
      if (seconds < 1) return;
      navigator.sendBeacon(lesson.dataset.time, new URLSearchParams({ _csrf: lesson.dataset.csrf, seconds: String(seconds) }));
      seconds = 0;
    };
    document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') report(); });
    window.addEventListener('pagehide', report);
  }
})();
