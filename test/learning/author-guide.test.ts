import { expect } from 'chai';
import { readDocument } from '../docs/fenced-blocks.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';
import { Visitor } from '../fixtures/visitor.ts';

describe('the guide for authors in the application', function () {
  this.timeout(60_000);
  let site: TestService;
  let visitor: Visitor;
  before(async () => {
    site = await startTestService();
    visitor = new Visitor(site);
  });
  after(() => site?.close());

  it('is the whole document, its own links lead to headings, and no link leads nowhere', async () => {
    const { status, text } = await visitor.get('/help/penulis');
    expect(status).to.equal(200);
    const ids = new Set([...text.matchAll(/<h[23] id="([^"]+)"/g)].map(([, id]) => id));
    const fences = readDocument('docs/penulis.md').replaceAll(/^(`{3,}).*\n[\s\S]*?^\1$/gm, '');
    const headings = fences.match(/^#{2,3} .+$/gm) ?? [];
    expect(ids.size).to.be.above(40).and.to.equal(new Set(headings).size);
    for (const [, id] of text.matchAll(/<a(?: class="[^"]*")? href="#([^"]+)"/g)) expect(id === 'isi' || ids.has(id), id).to.equal(true);
    expect(text).to.include('schema: 1\nid: hidup-sehat').and.not.include('href="../').and.not.include('href="course-format.md"');
    expect(text).not.to.match(/<script(?![^>]*\ssrc=)|\sstyle=/);
  });

  it('finds the parts that hold all the words, also for who is hostile', async () => {
    const found = await visitor.get('/help/penulis?q=glosarium');
    expect(found.text).to.match(/<a href="#glosarium">Glosarium<\/a>/).and.to.match(/\d+ bagian ditemukan/);
    expect((await visitor.get('/help/penulis?q=tidakadakataini')).text).to.include('0 bagian ditemukan');
    const hostile = await visitor.get(`/help/penulis?q=${encodeURIComponent('"><script>x</script>')}`);
    expect(hostile.status).to.equal(200);
    expect(hostile.text).not.to.include('<script>x');
    expect((await visitor.get(`/help/penulis?q=${'a'.repeat(500)}`)).status).to.equal(200);
  });
});
