/*
 * Checks certificates in the browser, also without a network: the signed statement of a QR code (its form is described in
 * server/certification/statement/statement.ts) and the signed credential inside a PDF, a badge or a file. Keys and lists
 * come from /verify/trust.json, which the worker beside it keeps. The page works without this file. ES2019, no dependencies.
 */
(function () {
  'use strict';
  const crypto = self.crypto;
  const subtle = crypto && crypto.subtle;
  const text = new TextEncoder();
  const DAY = 86400000;
  const EPOCH = Date.UTC(2000, 0, 1);
  const WIB = 7 * 3600000;

  const bytesOfBase64 = (base64) => {
    const plain = atob(base64.replace(/-/g, '+').replace(/_/g, '/'));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const utf8 = (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const isoDay = (days) => new Date(EPOCH + days * DAY).toISOString().slice(0, 10);
  const today = () => new Date(Date.now() + WIB).toISOString().slice(0, 10);

  /* Six bytes are fifteen digits; a rest of n bytes has a length of its own. Undefined: no bytes are written like this. */
  const LENGTHS = [0, 3, 5, 8, 10, 13, 15];
  const bytesOfDigits = (digits) => {
    if (!/^\d+$/.test(digits)) return undefined;
    const bytes = [];
    for (let at = 0; at < digits.length; at += 15) {
      const group = digits.slice(at, at + 15);
      const length = LENGTHS.indexOf(group.length);
      const value = Number(group);
      if (length < 1 || value >= Math.pow(256, length)) return undefined;
      for (let place = length - 1; place >= 0; place -= 1) bytes.push(Math.floor(value / Math.pow(256, place)) % 256);
    }
    return Uint8Array.from(bytes);
  };

  /* A serial however it was typed, as server/certification/serial.ts reads it. */
  const serialKey = (serial) =>
    serial.toUpperCase().replace(/[\s\-‐-―−._]+/g, '').replace(/O/g, '0').replace(/[IL]/g, '1').replace(/U/g, 'V');

  /* The fields of a statement; undefined where it is none. Nothing in it is to be believed before its signature is. */
  const readStatement = (digits) => {
    const bytes = bytesOfDigits(digits);
    if (!bytes || bytes.length < 80 || bytes[0] !== 1) return undefined;
    const end = bytes.length - 64;
    const number = (at, length) => bytes.slice(at, at + length).reduce((sum, byte) => sum * 256 + byte, 0);
    let at = 12;
    const field = () => {
      const length = bytes[at];
      if (at + 1 + length > end) throw new RangeError('a field is longer than the statement');
      at += 1 + length;
      return utf8(bytes.slice(at - length, at));
    };
    try {
      const statement = {
        key: number(1, 2), issued: isoDay(number(3, 2)), validUntil: number(5, 2) ? isoDay(number(5, 2)) : '',
        list: number(7, 2), index: number(9, 3), holder: field(), course: field(), version: field(), issuer: field(),
        said: bytes.slice(0, end), signature: bytes.slice(end),
      };
      return at === end ? statement : undefined;
    } catch {
      return undefined;
    }
  };

  const verify = async (jwk, algorithm, signature, signed) => {
    const key = await subtle.importKey('jwk', { kty: jwk.kty, n: jwk.n, e: jwk.e, crv: jwk.crv, x: jwk.x, y: jwk.y }, algorithm, false, ['verify']);
    return subtle.verify(algorithm, key, signature, signed);
  };
  const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

  /* 'genuine', 'wrong', or 'unknown-key': signed by a key that these keys do not hold. */
  const checkStatement = async (statement, serial, keys) => {
    const fitting = keys.filter((jwk) => {
      if (jwk.alg !== 'ES256') return false;
      const id = bytesOfBase64(jwk.kid.split('/').pop());
      return id[0] * 256 + id[1] === statement.key;
    });
    if (!fitting.length) return 'unknown-key';
    const context = text.encode('bimtek-1:' + serialKey(serial) + ':');
    const signed = new Uint8Array(context.length + statement.said.length);
    signed.set(context);
    signed.set(statement.said, context.length);
    for (const jwk of fitting) if (await verify(jwk, ES256, statement.signature, signed)) return 'genuine';
    return 'wrong';
  };

  /* A compact JWS anywhere in a file: our PDFs, badges and credentials hold one as it is. */
  const findCredential = (bytes) => {
    let latin = '';
    for (let at = 0; at < bytes.length; at += 8192) latin += String.fromCharCode.apply(null, bytes.subarray(at, at + 8192));
    const found = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/.exec(latin);
    return found ? found[0] : undefined;
  };

  /* { verdict, credential? }: as for a statement, and 'broken'. */
  const checkCredential = async (jws, keys) => {
    const parts = jws.split('.');
    const head = parts[0];
    const body = parts[1];
    let header, credential;
    try {
      header = JSON.parse(utf8(bytesOfBase64(head)));
      credential = JSON.parse(utf8(bytesOfBase64(body)));
    } catch {
      return { verdict: 'broken' };
    }
    const jwk = keys.find((each) => each.kid === header.kid);
    if (!jwk) return { verdict: 'unknown-key', credential };
    if (header.alg !== 'RS256' || jwk.alg !== 'RS256') return { verdict: 'wrong', credential };
    /* As long as the key (RFC 8017, 8.2.1): in a file, bytes behind it may look like more of it, such as a PNG's checksum. */
    const signature = parts[2].slice(0, Math.ceil((bytesOfBase64(jwk.n).length * 4) / 3));
    const genuine = await verify(jwk, RS256, bytesOfBase64(signature), text.encode(head + '.' + body)).catch(() => false);
    return { verdict: genuine ? 'genuine' : 'wrong', credential };
  };

  const unpacked = new Map();
  const unpack = async (encoded) => {
    const stream = new Blob([bytesOfBase64(encoded.slice(1))]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };
  /* The bit of a status list; undefined: cannot be told. Index 0 is the leftmost bit. */
  const isSet = async (encoded, index) => {
    if (!encoded || typeof DecompressionStream === 'undefined') return undefined;
    if (!unpacked.has(encoded)) unpacked.set(encoded, unpack(encoded));
    const bits = await unpacked.get(encoded);
    return index < bits.length * 8 ? Boolean(bits[index >> 3] & (128 >> index % 8)) : undefined;
  };

  /* 'valid', 'expired', 'revoked', 'suspended', or 'unlisted': whether it was revoked is not known here. */
  const stateOf = async (certificate, lists) => {
    const known = lists[certificate.list] || {};
    const revoked = await isSet(known.revocation, certificate.index);
    if (revoked && (await isSet(known.suspension, certificate.index))) return 'suspended';
    if (revoked) return 'revoked';
    if (certificate.validUntil && certificate.validUntil < today()) return 'expired';
    return revoked === undefined ? 'unlisted' : 'valid';
  };

  const library = { bytesOfDigits, serialKey, readStatement, checkStatement, findCredential, checkCredential, stateOf };
  if (typeof document === 'undefined') {
    self.bimtekVerify = library;
    return;
  }

  const root = document.querySelector('[data-verify]');
  if (!root || !subtle) return;
  const one = (selector) => root.querySelector(selector);
  let words = {};
  const record = root.dataset.record && JSON.parse(root.dataset.record);
  const lang = document.documentElement.lang === 'en' ? 'en-GB' : 'id-ID';
  const say = (sentence, facts) => words[sentence].replace(/\{(\w+)\}/g, (_, name) => (facts || {})[name]);
  const dayWords = (day) => new Date(day + 'T12:00:00Z').toLocaleDateString(lang, { day: 'numeric', month: 'long', year: 'numeric' });

  let trusted;
  const trust = () =>
    (trusted = trusted || fetch('/verify/trust.json?words=' + document.documentElement.lang).then((response) => {
      if (!response.ok) throw new Error('no keys');
      return response.json();
    }).then((kept) => {
      words = kept.words;
      return kept;
    }).catch((problem) => {
      /* Asked again with the next certificate: by then there may be a network, or the worker's copy. */
      trusted = undefined;
      throw problem;
    }));

  const ageOf = (at) => {
    const days = Math.floor((Date.now() - Date.parse(at)) / DAY);
    const time = new Date(at).toLocaleString(lang, { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
    return say(days > 0 ? 'ageDays' : 'age', { time, n: days });
  };

  const show = (name, facts, rows) => {
    const shown = one('template').content.cloneNode(true);
    const find = (selector) => shown.querySelector(selector);
    const tone = words[name + 'Tone'] || 'bad';
    find('.kop').classList.add('kop-' + tone);
    find('use').setAttribute('href', { good: '#tick', warn: '#bang', bad: '#cross', ink: '#ask' }[tone]);
    find('[data-title]').textContent = say(name, facts);
    find('[data-text]').textContent = say(name + 'Text', facts);
    const list = find('dl');
    for (const pair of rows || []) {
      if (!pair[1]) continue;
      const row = document.createElement('div');
      const term = document.createElement('dt');
      const described = document.createElement('dd');
      term.textContent = words[pair[0]];
      described.textContent = pair[1];
      row.append(term, described);
      list.append(row);
    }
    if (!list.children.length) list.remove();
    const place = one('[data-result]');
    place.textContent = '';
    place.append(shown);
    // What was asked for is shown and read out; what the page does by itself does not move the reader.
    if (!record) {
      place.scrollIntoView({ block: 'nearest' });
      place.focus({ preventScroll: true });
    }
  };

  const NAMES = { genuine: undefined, wrong: 'forged', 'unknown-key': 'unknownKey', broken: 'broken' };
  const present = async (verdict, certificate, how) => {
    const kept = await trust();
    const name = NAMES[verdict] || (await stateOf(certificate, kept.lists));
    // What is not signed by us is not shown as if it were said by us.
    const rows = verdict !== 'genuine' ? [] : [
      ['holder', certificate.holder], ['serial', certificate.serial], ['course', kept.courses[certificate.course] || certificate.course], ['version', certificate.version],
      ['issued', dayWords(certificate.issued)], ['until', certificate.validUntil ? dayWords(certificate.validUntil) : words.never], ['issuer', certificate.issuer],
      ['how', words[how] + ' ' + ageOf(kept.at)],
    ];
    show(name, { date: certificate.validUntil && dayWords(certificate.validUntil) }, rows);
  };

  /* An address of ours with a statement: { serial, digits }. */
  const readAddress = (address) => {
    const found = /^https?:\/\/([^/]+)(?:\/[^#?]*)?\/v\/([^/#?]+)[^#]*#(\d+)$/i.exec(address.trim());
    return found && { host: found[1].toLowerCase(), serial: decodeURIComponent(found[2]), digits: found[3] };
  };

  const checkAddress = async (address) => {
    await trust();
    const read = readAddress(address);
    const typed = /^https?:\/\/([^/]+)[^#]*\/v\/([^/#?]+)/i.exec(address.trim());
    const host = (read ? read.host : typed ? typed[1] : '').toLowerCase();
    if (host && host !== location.host) return show('otherSite', { host, ours: location.host });
    const statement = read && readStatement(read.digits);
    if (statement) return present(await checkStatement(statement, read.serial, (await trust()).keys), Object.assign(statement, { serial: read.serial }), 'byCode');
    if (typed && !read) return location.assign('/v/' + typed[2]);
    return show('broken');
  };

  const checkJws = async (jws) => {
    const checked = await checkCredential(jws, (await trust()).keys);
    const credential = checked.credential;
    if (!credential || !credential.credentialSubject) return show('broken');
    const subject = credential.credentialSubject;
    const status = credential.credentialStatus;
    const wib = (moment) => new Date(Date.parse(moment) + WIB).toISOString().slice(0, 10);
    const read = () => ({
      holder: subject.identifier[0].identityHash, serial: credential.id.split('/').pop(), course: subject.achievement.humanCode, version: subject.achievement.version.slice(0, 8),
      issued: wib(credential.validFrom), validUntil: credential.validUntil ? wib(credential.validUntil) : '', issuer: credential.issuer.name,
      list: status.statusListCredential.split('/').slice(-2)[0], index: Number(status.statusListIndex),
    });
    return present(checked.verdict, checked.verdict === 'genuine' ? read() : {}, 'byFile');
  };

  const detector = 'BarcodeDetector' in self ? new self.BarcodeDetector({ formats: ['qr_code'] }) : undefined;
  const readPicture = async (bitmap) => {
    const found = detector ? await detector.detect(bitmap).catch(() => []) : [];
    if (found.length) return found[0].rawValue;
    // 2400 dots hold the modules of a whole page; more would take long on a phone.
    const scale = Math.min(1, 2400 / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const decoder = await import('/verify/decoder/decode.js');
    try {
      return decoder.default(pen.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      return undefined;
    }
  };

  const LARGEST = 20 * 1024 * 1024;
  const checkFile = async (file) => {
    await trust();
    if (file.size > LARGEST) return show('unreadable');
    const jws = findCredential(new Uint8Array(await file.arrayBuffer()));
    if (jws) return checkJws(jws);
    const bitmap = await createImageBitmap(file).catch(() => undefined);
    const read = bitmap && (await readPicture(bitmap));
    return read ? checkAddress(read) : show('unreadable');
  };
  const offline = () => (one('[data-result]').textContent = root.dataset.failed);

  const camera = one('[data-camera]');
  const video = one('video');
  let stream;
  const stopCamera = () => {
    if (stream) for (const track of stream.getTracks()) track.stop();
    stream = undefined;
    video.hidden = true;
    camera.textContent = root.dataset.cameraWords;
  };
  const look = async () => {
    if (!stream) return;
    const read = video.readyState > 1 ? await readPicture(await createImageBitmap(video)).catch(() => undefined) : undefined;
    if (!stream) return;
    if (!read) return void setTimeout(look, 250);
    stopCamera();
    checkAddress(read).catch(offline);
  };
  camera.hidden = !(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
  camera.addEventListener('click', async () => {
    if (stream) return stopCamera();
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1920 } } });
    } catch {
      return trust().then(() => show('noCamera'), offline);
    }
    video.srcObject = stream;
    video.hidden = false;
    camera.textContent = root.dataset.stopWords;
    await video.play();
    return look();
  });
  one('[data-file]').addEventListener('change', (event) => {
    const file = event.target.files[0];
    // So that the same file can be chosen again.
    event.target.value = '';
    if (file) checkFile(file).catch(offline);
  });

  /* The record that the server shows, the code on the paper and its signature are compared. */
  const compare = async () => {
    await trust();
    const read = readAddress(location.href);
    const statement = read && readStatement(read.digits);
    if (!statement) return show('broken');
    const verdict = await checkStatement(statement, read.serial, (await trust()).keys);
    if (verdict !== 'genuine') return present(verdict, {}, 'byCode');
    const cut = (value) => (value.endsWith('…') ? value.slice(0, -1) : value);
    const labels = { holder: 'holder', course: 'course', version: 'version', issued: 'issued', validUntil: 'until', issuer: 'issuer' };
    const different = Object.keys(labels).filter((field) => record[field] !== undefined && !record[field].startsWith(cut(statement[field])));
    if (!different.length) return show('agrees', {}, [['how', words.byBoth + ' ' + ageOf((await trust()).at)]]);
    return show('differs', {}, different.map((field) => [labels[field], words.paper + ': ' + (statement[field] || '-') + ' · ' + words.record + ': ' + (record[field] || '-')]));
  };

  root.hidden = false;
  const isShell = !record && /\/v\/[^/]+/i.test(location.pathname) && !document.querySelector('.sheet, .verdict');
  /* Behind # stands the code of the paper, or the name of a part of this page. */
  const hasCode = location.hash && !document.getElementById(location.hash.slice(1));
  if (record && hasCode) compare().catch(offline);
  else if (isShell && location.hash) checkAddress(location.href).catch(offline);
  else if (isShell) trust().then(() => show('needsNetwork'), offline);
  trust().then((kept) => (one('[data-age]').textContent = ageOf(kept.at)), () => undefined);

  if (navigator.serviceWorker && root.dataset.worker) {
    /* Links begin with /v, QR codes with /V, and scopes tell them apart. */
    const serviceWorker = navigator.serviceWorker;
    const register = (scope) => serviceWorker.register(root.dataset.worker, { scope });
    /* Only once it is activated has a worker claimed its pages, and answers for them without a network. */
    const activated = (registration) => new Promise((resolve) => {
      const worker = registration.installing || registration.waiting || registration.active;
      const look = () => worker.state === 'activated' && resolve();
      worker.addEventListener('statechange', look);
      look();
    });
    register('/v').then(activated).then(() => register('/V')).then(activated).then(() => serviceWorker.ready).then((registration) => {
      registration.active.postMessage({ language: document.documentElement.lang });
      root.dataset.ready = '1';
    }, () => undefined);
  }
})();
