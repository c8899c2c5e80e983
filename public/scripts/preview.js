/** A trainer's preview: shows the lesson anew as soon as its files are saved. Without this script the page is reloaded by hand. */
(function () {
  'use strict';
  var page = document.querySelector('[data-preview]');
  var frame = document.querySelector('iframe');
  if (!page || !frame || !window.EventSource) return;

  function showProblems() {
    return fetch(location.href, { headers: { Accept: 'text/html' } })
      .then(function (response) { return response.ok ? response.text() : ''; })
      .then(function (html) {
        var fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('[data-problems]');
        var shown = document.querySelector('[data-problems]');
        if (fresh && shown) shown.replaceWith(fresh);
      });
  }

  var source = new EventSource(page.dataset.preview);
  source.onmessage = function (event) {
    if (event.data === page.dataset.mark) return;
    page.dataset.mark = event.data;
    // Reloading keeps the place that was scrolled to.
    frame.contentWindow.location.reload();
    showProblems().catch(function () { /* The next change shows them; the lesson itself is there already. */ });
  };
})();
