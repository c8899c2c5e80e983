import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { outboxModel } from '../../server/administration/announcements/announcement-model.ts';
import { openMailer } from '../../server/administration/announcements/mailer.ts';
import { sendMail } from '../../server/administration/announcements/send-mail.ts';
import { countFollows } from '../../server/administration/following/count-follows.ts';
import { course } from '../assessment/course-factory.ts';
import { openOffice, type Browser, type Office } from './office.ts';

const COURSE = course({});
const MINUTE_MS = 60_000;

/** A mail server that takes mail, or says what it is told to say (RFC 5321). */
class PostOffice {
  readonly letters: { readonly to: string; readonly text: string }[] = [];
  /** What is said to a recipient instead of 250. */
  refusal: string | undefined;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((socket) => this.#serve(socket));
  }

  #serve(socket: Socket): void {
    let heard = '';
    let to = '';
    let isLetter = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    socket.on('error', () => undefined);
    say('220 kantor.pos ESMTP');
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
      for (;;) {
        if (isLetter) {
          const end = heard.indexOf('\r\n.\r\n');
          if (end < 0) return;
          this.letters.push({ to, text: heard.slice(0, end) });
          heard = heard.slice(end + 5);
          isLetter = false;
          say('250 diterima');
          continue;
        }
        const end = heard.indexOf('\r\n');
        if (end < 0) return;
        const line = heard.slice(0, end);
        heard = heard.slice(end + 2);
        if (/^RCPT/i.test(line)) {
          to = /<([^>]*)>/.exec(line)?.[1] ?? '';
          say(this.refusal ?? '250 baik');
        } else if (/^DATA/i.test(line)) {
          isLetter = true;
          say('354 silakan');
        } else if (/^QUIT/i.test(line)) {
          say('221 sampai jumpa');
          socket.end();
        } else say('250 baik');
      }
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close = (): Promise<void> => new Promise((done) => void this.#server.close(() => done()));
}

describe('administration: telling a class something', function () {
  this.timeout(60_000);
  const post = new PostOffice();
  let office: Office;
  let rina: Browser;
  let bekasi: Browser;
  let siti: Browser;
  let budi: Browser;
  let stranger: Browser;
  let path = '';
  let mail = { url: '', from: 'Bimtek <bimtek@example.go.id>' };

  before(async () => {
    mail = { ...mail, url: await post.open() };
    office = await openOffice([COURSE], undefined, mail);
    const { classes, learning, following } = office.administration;
    rina = await office.browser(await office.account({ name: 'Rina Kartika', role: 'administrator' }));
    bekasi = await office.browser(await office.account({ name: 'Admin Bekasi', role: 'administrator', scope: ['32.75'] }));
    const { _id } = await classes.createClass({ name: 'Bekasi 2026', course: COURSE.id, regions: ['32.75'], organisations: [], trainers: [], by: 'rina' });
    path = `/admin/classes/${_id}/announcements`;
    const person = async (name: string, regionCode: string, email?: string) => {
      const account = await office.account({ name, role: 'learner', regionCode, email });
      await classes.addMember(_id, account._id);
      await learning.enrolments.enrol(account._id, COURSE.id, COURSE.version);
      return office.browser(account);
    };
    siti = await person('Siti Rahmawati', '32.75', 'siti@example.go.id');
    budi = await person('Budi Kabupaten', '32.16', 'budi@example.go.id');
    stranger = await office.browser(await office.account({ name: 'Orang Lain', role: 'learner', regionCode: '32.75', email: 'lain@example.go.id' }));
    await countFollows(following);
  });
  after(async () => {
    await office.close();
    await post.close();
  });

  const tell = async (browser: Browser, text: string, more: Readonly<Record<string, string>> = {}) => {
    const key = /name="key" id="key" value="([^"]+)"/.exec((await browser.get(path)).text)?.[1] ?? '';
    const fields = { key, text, ...more };
    return { first: await browser.post(path, fields), again: () => browser.post(path, fields) };
  };
  const send = (minutes = 0) => sendMail({ ...office.administration, address: () => 'https://bimtek.example.go.id' }, () => openMailer(mail), () => new Date(Date.now() + minutes * MINUTE_MS));

  it('stands on the first page of its learners, with links and without markup, until they have read it', async () => {
    const { first, again } = await tell(rina, 'Pertemuan Kamis.\r\nBahan: https://bimtek.example.go.id/bahan?a=1&b=2. <script>alert(1)</script> javascript:alert(2)');
    expect([first.status, (await again()).status]).to.deep.equal([303, 303]);
    const seen = (await siti.get('/learn')).text;
    expect(seen.match(/Pertemuan Kamis\./g), 'told once, though it was sent twice').to.have.length(1);
    expect(seen).to.include('<a href="https://bimtek.example.go.id/bahan?a=1&amp;b=2" rel="nofollow noopener noreferrer">').and.to.include('&lt;script&gt;').and.not.to.include('href="javascript');
    expect((await stranger.get('/learn')).text).not.to.include('Pertemuan Kamis');
    const dismiss = /action="(\/announcements\/[^"]+)"/.exec(seen)?.[1] ?? '';
    await stranger.get('/learn');
    expect((await stranger.post(dismiss)).status, 'not told to this one').to.equal(404);
    await siti.get('/learn');
    expect([(await siti.post(dismiss)).status, (await siti.post(dismiss)).status]).to.deep.equal([303, 303]);
    expect((await siti.get('/learn')).text).not.to.include('Pertemuan Kamis');
    expect((await budi.get('/learn')).text).to.include('Pertemuan Kamis');
    expect((await rina.get(path)).text).to.include('1 orang sudah menutupnya');
  });

  it('is news like the rest: read with them, and what came while they were being read stays', async () => {
    const newsOf = async (browser: Browser) => /<section class="kop kop-calm" aria-labelledby="baru">[\s\S]*?<\/section>/.exec((await browser.get('/learn')).text)?.[0] ?? '';
    await tell(rina, 'Bawa kartu anggota.');
    const shown = await newsOf(siti);
    expect(shown).to.include('Pengumuman untuk Bekasi 2026').and.to.include('Bawa kartu anggota.');
    const until = /name="until" value="([^"]+)"/.exec(shown)?.[1] ?? '';
    await tell(rina, 'Pertemuan pindah ke aula.');
    await siti.get('/learn');
    expect((await siti.post('/learn/seen', { until })).status).to.equal(303);
    expect(await newsOf(siti)).to.include('Pertemuan pindah ke aula.').and.not.to.include('Bawa kartu anggota.');
    expect(await newsOf(budi), 'each for oneself').to.include('Bawa kartu anggota.');
    await siti.get('/learn');
    await siti.post('/learn/seen', {});
    expect(await newsOf(siti)).to.equal('');
  });

  it('of an administrator of a region reaches its learners alone, and no other administrator of a region takes back what all were told', async () => {
    await tell(bekasi, 'Hanya untuk Kota Bekasi.');
    expect((await siti.get('/learn')).text).to.include('Hanya untuk Kota Bekasi.');
    expect((await budi.get('/learn')).text).not.to.include('Hanya untuk Kota Bekasi.');
    await tell(rina, 'Untuk semua.');
    const of = (text: string, html: string) => new RegExp(`${text}[\\s\\S]*?action="([^"]+/withdraw)"`).exec(html)?.[1] ?? '';
    const all = (await bekasi.get(path)).text;
    expect((await bekasi.post(of('Untuk semua', all))).status).to.equal(404);
    expect((await rina.post(of('Hanya untuk Kota Bekasi', (await rina.get(path)).text))).status).to.equal(303);
    expect((await siti.get('/learn')).text).not.to.include('Hanya untuk Kota Bekasi.');
    const elsewhere = await office.browser(await office.account({ name: 'Admin Bogor', role: 'administrator', scope: ['32.71'] }));
    expect([(await elsewhere.get(path)).status, (await elsewhere.post(path, { text: 'x' })).status]).to.deep.equal([404, 404]);
  });

  it('says what is missing and keeps what was typed', async () => {
    const { first } = await tell(rina, '   ', { mail: 'yes' });
    expect(first.status).to.equal(422);
    expect(first.text).to.include('Tulis pengumumannya.').and.to.include(' checked');
  });

  it('goes by mail to those who gave an address, once, and names nobody', async () => {
    await tell(rina, 'Lewat surel juga.', { mail: 'yes' });
    expect(await send()).to.equal(2);
    expect(await send()).to.equal(0);
    expect(post.letters.map(({ to }) => to).sort()).to.deep.equal(['budi@example.go.id', 'siti@example.go.id']);
    const [letter] = post.letters;
    expect(letter?.text).to.include('Lewat surel juga.').and.to.include('Subject: Pengumuman: Bekasi 2026').and.to.include('From: Bimtek <bimtek@example.go.id>').and.not.to.include('Siti');
    expect((await rina.get(path)).text).to.include('Surel: 2 terkirim, 0 menunggu, 0 gagal.');
  });

  it('tries again with growing delays while the server refuses for now, and gives up on an address that it refuses for good', async () => {
    post.letters.length = 0;
    post.refusal = '451 coba lagi nanti';
    await tell(bekasi, 'Coba lagi.', { mail: 'yes' });
    expect(await send(1)).to.equal(1);
    expect(await send(1), 'not at once').to.equal(0);
    expect(await send(3)).to.equal(1);
    expect(await send(4), 'later than after the first time').to.equal(0);
    const outbox = outboxModel(office.connection);
    expect(await outbox.findOne({ state: 'waiting' }).lean()).to.include({ tries: 2, fault: '451' });
    post.refusal = undefined;
    expect(await send(6)).to.equal(1);
    expect(post.letters).to.have.length(1);
    post.refusal = '550 tidak dikenal';
    await tell(bekasi, 'Alamat mati.', { mail: 'yes' });
    expect(await send(7)).to.equal(1);
    expect(await send(7 * 24 * 60)).to.equal(0);
    expect((await rina.get(path)).text).to.include('Surel: 0 terkirim, 0 menunggu, 1 gagal.');
    post.refusal = undefined;
  });

  it('waits while there is no server at all, and sends nothing that was taken back meanwhile', async () => {
    post.letters.length = 0;
    await tell(bekasi, 'Ditarik lagi.', { mail: 'yes' });
    const nobody = () => openMailer({ ...mail, url: 'smtp://127.0.0.1:1' });
    expect(await sendMail({ ...office.administration, address: () => 'x' }, nobody)).to.equal(1);
    const withdraw = /Ditarik lagi[\s\S]*?action="([^"]+\/withdraw)"/.exec((await bekasi.get(path)).text)?.[1] ?? '';
    await bekasi.post(withdraw);
    expect(await send(60)).to.equal(1);
    expect(post.letters).to.deep.equal([]);
  });

  it('lets one of two processes send, when both look at once', async () => {
    post.letters.length = 0;
    await tell(bekasi, 'Sekali saja.', { mail: 'yes' });
    await Promise.all([send(), send(), send()]);
    expect(post.letters).to.have.length(1);
  });
});
