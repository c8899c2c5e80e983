/* Reads a lesson aloud with the phone's own voice (Web Speech), paragraph by paragraph, from where it was stopped. ES2017, no dependencies. */
(function () {
  'use strict';
  const button = typeof document === 'undefined' ? null : document.querySelector('[data-speak]');
  const voice = self.speechSynthesis;
  if (!button || !voice || !self.SpeechSynthesisUtterance) return;
  // Signs of sources and what opens on demand are for the eye.
  const SILENT = 'sup, .back, details:not([open]) > :not(summary), .sources';
  const blocks = Array.from(document.querySelectorAll('.lesson > h1, .lesson .lead, .prose h2, .prose h3, .prose p, .prose li, .prose th, .prose td, .prose dt, .prose dd, .prose figcaption, .prose summary'))
    .filter((block) => !block.closest('.sources') && !block.querySelector('p, li') && !(block.closest('details:not([open])') && block.localName !== 'summary'));
  const textOf = (block) => {
    const copy = block.cloneNode(true);
    Array.from(copy.querySelectorAll(SILENT)).forEach((part) => part.remove());
    return copy.textContent.replace(/\u00ad/g, '').replace(/\s+/g, ' ').trim();
  };
  let at = 0;
  let turn = 0;
  const show = (speaking) => {
    button.querySelector('span').textContent = speaking ? button.dataset.stop : button.dataset.speak;
  };
  const stop = () => {
    turn += 1;
    voice.cancel();
    show(false);
  };
  const next = (mine) => {
    if (mine !== turn) return;
    const block = blocks[at];
    if (!block) {
      at = 0;
      show(false);
      return;
    }
    const said = new SpeechSynthesisUtterance(textOf(block));
    said.lang = block.closest('[lang]').lang;
    said.onend = () => {
      if (mine !== turn) return;
      at += 1;
      next(mine);
    };
    // A voice that fails would otherwise be silent for ever, and the button would say that it speaks.
    said.onerror = () => { if (mine === turn) stop(); };
    voice.speak(said);
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    if (button.querySelector('span').textContent === button.dataset.stop) return stop();
    turn += 1;
    voice.cancel();
    show(true);
    next(turn);
  });
  self.addEventListener('pagehide', stop);
})();
