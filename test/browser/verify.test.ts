import { createServer, type Server } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { revokeCertificate } from '../../server/certification/revoke-certificate.ts';
import type { IssuedCertificate } from '../../server/certification/certificate-model.ts';
import { badgePng } from '../../server/certification/badge/badge-picture.ts';
import { Canvas } from '../../server/certification/badge/canvas.ts';
import { packDots, writePng } from '../../server/certification/badge/png.ts';
import { issueTo } from '../certification/issued.ts';
import { needs, pageOf } from '../certification/pdf-tools.ts';
import { openSite, type Site } from '../certification/site.ts';
import { openBrowser } from '../fixtures/browser.ts';

const NAME = "Dra. Siti Nur'aini, M.Si.";

/** The dots as a film of one still, which Chromium takes for a camera (YUV4MPEG2: brightness, then two planes of grey). */
const filmOf = (dots: Uint8Array, width: number, height: number): Buffer => {
  const grey = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), dots, grey]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]);
};

describe('Checking certificates in a browser', function () {
  this.timeout(60_000);
  let site: Site;
  let server: Server;
  let origin: string;
  let folder: string;
  let certificate: IssuedCertificate;
  let pdf: Buffer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  before(async () => {
    site = await openSite();
    folder = await mkdtemp(join(tmpdir(), 'bimtek-verify-'));
    server = createServer(site.app).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const { port } = server.address() as AddressInfo;
    origin = `http://127.0.0.1:${port}`;
    // Certificates are issued for https alone; a browser counts 127.0.0.1 as safe too.
    site.setting.address = `https://127.0.0.1:${port}`;
    site.clock.now = new Date();
    ({ certificate } = await issueTo(site, NAME));
    pdf = await site.certification.pdfs.bytesOf(certificate);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    await new Promise((done) => server?.close(done));
    await site?.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 360, height: 720 } });
    page = await context.newPage();
  });
  afterEach(() => context.close());

  /** The address in the QR code, as it is reached here. */
  const scanned = (digits = certificate.record.qrUrl.split('#')[1] ?? ''): string => `${origin}/V/${certificate.serial}/${certificate.token}#${digits}`;
  const result = () => page.locator('[data-result]');
  const title = async (): Promise<string> => (await result().locator('[data-title]').first().textContent()) ?? '';
  const choose = (name: string, mimeType: string, buffer: Buffer) => page.locator('[data-file]').setInputFiles({ name, mimeType, buffer });
  const says = (text: string) => result().getByText(text, { exact: false }).first().waitFor();
  /** Opened once, and kept. */
  const install = async () => {
    await page.goto(`${origin}/verify`);
    await page.locator('[data-verify][data-ready]').waitFor();
  };
  /** The same signature under another name. */
  const changed = (jws: string): string => {
    const [head = '', body = '', signature = ''] = jws.split('.');
    const said = Buffer.from(body, 'base64url').toString('utf8').replace(NAME, 'Agus Hidayat');
    return [head, Buffer.from(said).toString('base64url'), signature].join('.');
  };

  it('compares the code on the paper with the record, and says that they agree', async () => {
    await page.goto(scanned());
    await says('Kertas dan catatan kami sama');
    await page.getByRole('heading', { name: 'Sah dan masih berlaku' }).waitFor();
    expect(await page.getByText(NAME).count()).to.equal(1);
  });

  it('takes no part of the page for a code, when a name was compared', async () => {
    await page.goto(`${origin}/v/${certificate.serial}`);
    await page.locator('[name=name]').fill(NAME);
    await page.locator('#cocokkan button').click();
    await page.getByText('Cocok. Nama di kertas sama dengan catatan kami.').waitFor();
    expect(new URL(page.url()).hash).to.equal('#cocokkan');
    await page.locator('[data-verify][data-ready]').waitFor({ state: 'attached' });
    expect(await result().locator('[data-title]').count()).to.equal(0);
  });

  it('says so when the code was changed, and when the record says something else', async () => {
    const digits = certificate.record.qrUrl.split('#')[1] ?? '';
    await page.goto(scanned(`${digits.slice(0, 100)}${(Number(digits[100]) + 1) % 10}${digits.slice(101)}`));
    await result().locator('.kop').waitFor();
    expect(['Tanda tangannya tidak cocok', 'Kode ini tidak dapat dibaca sebagai sertifikat']).to.include(await title());

    const other = await issueTo(site, 'Agus Hidayat');
    await page.goto('about:blank');
    await page.goto(`${origin}/V/${other.certificate.serial}/${other.certificate.token}#${digits}`);
    await says('Tanda tangannya tidak cocok');
  });

  it('opens without a network, and checks a scanned code, saying how old its keys are', async () => {
    await install();
    await context.setOffline(true);
    await page.goto('about:blank');
    await page.goto(scanned());
    await says('Kode ini asli dan sertifikatnya masih berlaku');
    for (const text of [NAME, certificate.serial, 'Bimbingan Teknis Dasar PSM', 'Dinas Sosial', 'Kunci dan daftar pencabutan']) await says(text);
    await page.goto('about:blank');
    await page.goto(scanned('123456789'.repeat(40)));
    await says('Kode ini tidak dapat dibaca');
  });

  it('speaks English without a network to who read it in English', async () => {
    await page.goto(`${origin}/verify?lang=en`);
    await page.locator('[data-verify][data-ready]').waitFor();
    await page.waitForFunction("caches.match('/verify/language').then(Boolean)");
    await context.setOffline(true);
    await page.goto('about:blank');
    await page.goto(scanned());
    await page.getByRole('heading', { name: 'Check a certificate' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).to.equal('en');
    await says('This code is genuine and the certificate is still valid');
  });

  it('checks the PDF, the badge and the credential without a network', async () => {
    await install();
    await context.setOffline(true);
    const jwt = (await site.certification.credentials.jwtOf(certificate)) ?? '';
    const files: readonly (readonly [string, string, Buffer])[] = [
      ['sertifikat.pdf', 'application/pdf', pdf],
      ['lencana.png', 'image/png', await badgePng(400, jwt)],
      ['kredensial.jwt', 'application/jwt', Buffer.from(jwt)],
      // The bytes behind it, such as the checksum of a PNG's chunk, may look like more of its signature.
      ['lencana-lain.png', 'image/png', Buffer.concat([Buffer.from('\0'), Buffer.from(jwt), Buffer.from('Zz9_\0')])],
    ];
    for (const [name, type, bytes] of files) {
      await choose(name, type, bytes);
      await says('Kode ini asli dan sertifikatnya masih berlaku');
      await says(NAME);
      await choose('palsu', type, Buffer.from(bytes.toString('latin1').replace(jwt, changed(jwt)), 'latin1'));
      await says('Tanda tangannya tidak cocok');
      expect(await result().getByText(NAME).count(), 'what is not signed is not shown').to.equal(0);
    }
    await choose('surat.pdf', 'application/pdf', Buffer.from('%PDF-1.4 surat lain'));
    await says('Tidak ada sertifikat dalam berkas ini');
  });

  it('reads a picture of the paper, without a network', async function () {
    needs(this, 'pdftoppm');
    await install();
    await context.setOffline(true);
    const { width, height, dots } = await pageOf(pdf, 150);
    const picture = new Canvas(width, height, 1, [255, 255, 255]);
    dots.forEach((value, at) => picture.dots.fill(value, at * 3, at * 3 + 3));
    await choose('foto.png', 'image/png', writePng(picture, await packDots(picture)));
    await says('Kode ini asli dan sertifikatnya masih berlaku');
    await says(NAME);
  });

  it('reads the code by the camera', async function () {
    needs(this, 'pdftoppm');
    // What a camera sees that is held over the code: 40 mm of the paper.
    const { width, dots } = await pageOf(pdf, 300);
    const [left, top, seenWidth, seenHeight] = [330, 1660, 640, 480];
    const seen = Buffer.concat(Array.from({ length: seenHeight }, (_, row) => dots.subarray((top + row) * width + left, (top + row) * width + left + seenWidth)));
    const film = join(folder, 'kamera.y4m');
    await writeFile(film, filmOf(seen, seenWidth, seenHeight));
    const seeing = await openBrowser(['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`]);
    try {
      page = await (await seeing.newContext({ permissions: ['camera'] })).newPage();
      await page.goto(`${origin}/verify`);
      await page.getByRole('button', { name: 'Pindai dengan kamera' }).click();
      await says('Kode ini asli dan sertifikatnya masih berlaku');
      await says(NAME);
    } finally {
      await seeing.close();
    }
  });

  it('warns of a code that leads to another site', async function () {
    needs(this, 'pdftoppm');
    const { renderCertificate } = await import('../../server/certification/pdf/render-certificate.ts');
    const forged = await renderCertificate({ ...certificate.record, qrUrl: certificate.record.qrUrl.replace(/127\.0\.0\.1:\d+/, 'BIMTEK.PALSU.EXAMPLE') });
    const { width, height, dots } = await pageOf(forged, 150);
    const picture = new Canvas(width, height, 1, [255, 255, 255]);
    dots.forEach((value, at) => picture.dots.fill(value, at * 3, at * 3 + 3));
    await page.goto(`${origin}/verify`);
    await choose('foto.png', 'image/png', writePng(picture, await packDots(picture)));
    await says('Kode ini membuka situs lain: bimtek.palsu.example');
  });

  it('knows without a network what was revoked before it went', async () => {
    const agus = await issueTo(site, 'Agus Hidayat');
    await revokeCertificate(site.certification, agus.certificate, { by: 'admin', reason: 'Keliru.' });
    // What is served is up to ten seconds old: the page gets the list of now.
    const { encodeList } = await import('../../server/certification/credential/status-list.ts');
    const trust = JSON.parse((await site.browser().get('/verify/trust.json')).text) as { lists: Record<string, object> };
    trust.lists[String(agus.certificate.statusList)] = { revocation: await encodeList([agus.certificate.statusIndex ?? 0]), suspension: await encodeList([]) };
    await page.route('**/verify/trust.json*', (route) => route.fulfill({ json: trust }));
    await page.goto(`${origin}/verify`);
    await choose('a.pdf', 'application/pdf', await site.certification.pdfs.bytesOf(agus.certificate));
    await says('Sertifikat ini sudah dicabut');
  });

  it('can be installed', async () => {
    const session = await context.newCDPSession(page);
    await install();
    const manifest = await session.send('Page.getAppManifest');
    expect(manifest.errors).to.deep.equal([]);
    expect(JSON.parse(manifest.data ?? '{}')).to.include({ id: '/verify', start_url: '/verify', scope: '/v', display: 'standalone' });
    expect((await session.send('Page.getInstallabilityErrors')).installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).to.deep.equal([]);
  });

  it('works with typed numbers where there is no script', async () => {
    const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await plain.goto(`${origin}/verify`);
    await plain.locator('input[name=serial]').fill(certificate.serial);
    await plain.locator('main form .btn').click();
    await plain.getByText('Sah dan masih berlaku').waitFor();
    expect(await plain.locator('[data-verify]').isVisible()).to.equal(false);
    await plain.close();
  });
});
