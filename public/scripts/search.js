/* Search without a network, over the words that the phone keeps (server/learning/search). ES2017, no dependencies. */
(function () {
  'use strict';
  // The same rules as in word-roots.ts and search-lessons.ts; a test compares them.
  const PREFIXES = [
    [/^[mp]eny(?=[aeiou])/, ['s']], [/^[mp]eng(?=[aeiou])/, ['', 'k']], [/^[mp]eng(?=[ghkq])/, ['']], [/^[mp]en(?=[aeiou])/, ['t', 'n']],
    [/^[mp]en(?=[cdjsz])/, ['']], [/^[mp]em(?=[aeiou])/, ['p', 'm']], [/^[mp]em(?=[bfpv])/, ['']], [/^[mp]e(?=[lrwymn])/, ['']],
    [/^(?:ber|ter|per)/, ['']], [/^(?:be|te)(?=[a-z]er)/, ['']], [/^(?:di|ke|se)/, ['']],
  ];
  const SUFFIXES = { id: [/(?:lah|kah|tah|pun)$/, /(?:ku|mu|nya)$/, /(?:kan|an|i)$/], en: [/(?:'s|s)$/, /es$/, /(?:ing|ed)$/] };
  const rootsOf = (word, language) => {
    const found = new Set([word]);
    const keep = (one) => { if (one.length >= 3) found.add(one); };
    (SUFFIXES[language] || SUFFIXES.id).forEach((suffix) => Array.from(found).forEach((one) => keep(one.replace(suffix, ''))));
    for (let times = 0; language !== 'en' && times < 2; times += 1) {
      Array.from(found).forEach((one) => PREFIXES.forEach((rule) => {
        if (rule[0].test(one)) rule[1].forEach((letter) => keep(one.replace(rule[0], letter)));
      }));
    }
    return Array.from(found);
  };
  const wordsIn = (text) => text.replace(/\u00ad/g, '').normalize('NFKD').toLowerCase().match(/[a-z0-9]+/g) || [];
  const STOP = 'yang dan di ke dari untuk dengan pada ini itu atau tidak adalah dalam oleh juga akan bila jika saat agar supaya karena sebagai dapat bisa lebih hanya sudah belum para anda kita mereka ada the and for with that this are from you your not can'.split(' ');
  const tells = (word) => word.length > 1 && STOP.indexOf(word) < 0;
  const kinship = (word, asked, roots, language) => {
    if (word === asked) return 4;
    if (asked.length >= 4 && word.startsWith(asked)) return 2;
    return rootsOf(word, language).some((root) => (root.length >= 4 || root === asked || root === word) && roots.indexOf(root) >= 0) ? 2 : 0;
  };
  const unpack = (text) => {
    let before = '';
    return text.split('\n').map((line) => {
      const space = line.indexOf(' ');
      before = before.slice(0, parseInt(line[0], 36)) + line.slice(1, space);
      return [before, line.slice(space + 1).split(',').map((place) => parseInt(place, 36))];
    });
  };
  /** Places of lessons, the best first; `some`: none has all the words. */
  const search = (index, question) => {
    const typed = Array.from(new Set(wordsIn(question))).slice(0, 8);
    const asked = typed.some(tells) ? typed.filter(tells) : typed;
    const words = unpack(index.words);
    const hits = new Map();
    asked.forEach((one) => {
      const roots = rootsOf(one, index.language);
      const best = new Map();
      words.forEach((entry) => {
        const weight = kinship(entry[0], one, roots, index.language);
        if (!weight) return;
        const rare = Math.log(1 + index.lessons.length / entry[1].length);
        entry[1].forEach((place) => {
          const title = wordsIn(index.lessons[place][2]).indexOf(entry[0]) >= 0 ? 3 : 1;
          best.set(place, Math.max(best.get(place) || 0, weight * rare * title));
        });
      });
      best.forEach((score, place) => {
        const hit = hits.get(place) || { place, score: 0, words: 0 };
        hits.set(place, { place, score: hit.score + score, words: hit.words + 1 });
      });
    });
    const found = Array.from(hits.values());
    const all = found.filter((hit) => hit.words === asked.length);
    const shown = (all.length ? all : found).sort((a, b) => b.words - a.words || b.score - a.score || a.place - b.place);
    return { some: !all.length && found.length > 0, places: shown.map((hit) => hit.place) };
  };
  self.bimtekSearch = { rootsOf, search };

  const place = typeof document === 'undefined' ? null : document.querySelector('[data-search]');
  const question = place && (new URLSearchParams(location.search).get('q') || '').trim().slice(0, 100);
  if (!question) return;
  document.getElementById('cari').value = question;
  const words = place.dataset;
  const status = place.querySelector('[role=status]');
  const read = async () => {
    const kept = self.caches && (await caches.match(words.search, { ignoreVary: true }));
    return (kept || (await fetch(words.search))).json();
  };
  Promise.resolve().then(read).then((index) => {
    const found = search(index, question);
    const list = place.querySelector('ol');
    found.places.forEach((at) => {
      const lesson = index.lessons[at];
      const item = document.createElement('li');
      const link = document.createElement('a');
      const number = document.createElement('b');
      number.textContent = lesson[1];
      link.href = lesson[0];
      link.append(number, ' ' + lesson[2]);
      const module = document.createElement('p');
      module.className = 'muted';
      module.textContent = lesson[3];
      item.append(link, module);
      list.append(item);
    });
    status.textContent = found.some ? words.some : found.places.length ? words.found.replace('#', found.places.length) : words.none;
  }).catch(() => { status.textContent = words.gone; });
})();
