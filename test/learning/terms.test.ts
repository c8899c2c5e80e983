import { expect } from 'chai';
import { Visitor } from '../fixtures/visitor.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';

describe('terms of a lesson', function () {
  this.timeout(30_000);
  let site: TestService;
  before(async () => {
    site = await startTestService({ COURSES_DIR: 'test/fixtures/courses' });
  });
  after(() => site?.close());

  const lessonWithTerm = async (visitor: Visitor): Promise<string> => {
    const course = (await visitor.get('/courses/cuci-tangan')).text;
    for (const path of new Set(course.match(/\/courses\/cuci-tangan\/lessons\/[\w-]+/g))) {
      const { text } = await visitor.get(path);
      if (text.includes('class="term"')) return text;
    }
    throw new Error('No lesson has a term');
  };

  it('open their meaning at the lesson’s end and lead back, without a script', async () => {
    for (const [language, heading, back] of [['id', 'Istilah di pelajaran ini', 'Kembali ke teks'], ['en', 'Terms in this lesson', 'Back to the text']] as const) {
      const visitor = new Visitor(site);
      await visitor.get(`/?lang=${language}`);
      const html = await lessonWithTerm(visitor);
      const id = /class="term" id="dari-([\w-]+)" href="#istilah-\1"/.exec(html)?.[1] ?? '';
      expect(id, 'a term leads to its meaning').not.to.equal('');
      expect(html).to.include(heading).and.to.include(`<a class="back" href="#dari-${id}">${back}</a>`);
      expect(html.match(new RegExp(`id="istilah-${id}"`, 'g'))).to.have.lengthOf(1);
      expect(html.match(new RegExp(`id="dari-${id}"`, 'g'))).to.have.lengthOf(1);
    }
  });
});
