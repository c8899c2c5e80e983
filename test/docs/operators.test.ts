import { expect } from 'chai';
import { readConfig } from '../../server/config.ts';
import { readDocument } from './fenced-blocks.ts';

const DOCUMENTS = ['README.md', 'docs/operators.md'];

/** The rows of the table of settings, `| variable | default | meaning |`. */
const settingsIn = (document: string): string[][] =>
  readDocument(document)
    .split('\n')
    .filter((line) => /^\| `[A-Z_]+` \|/.test(line))
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));

/** The names that `server/config.ts` reads, as its schema lists them. */
const namesRead = (): string[] => {
  const schema = /z\.object\(\{\n(.*?)\n\}\);/s.exec(readDocument('server/config.ts'))?.[1] ?? '';
  return [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name ?? '');
};

describe('the table of settings', () => {
  it('says the same in the README and for operators', () => {
    expect(settingsIn('docs/operators.md')).to.deep.equal(settingsIn('README.md')).and.not.be.empty;
  });

  for (const document of DOCUMENTS) {
    it(`names in ${document} what the configuration reads, and nothing else`, () => {
      const named = settingsIn(document).map(([name = '']) => name.replaceAll('`', ''));
      expect(named).to.have.members(namesRead());
    });
  }

  it('tells the defaults that hold when nothing is set', () => {
    const told = new Map(settingsIn('docs/operators.md').map(([name = '', value = '']) => [name.replaceAll('`', ''), value.replaceAll('`', '')]));
    const config = readConfig({}, '/srv/bimtek');
    expect(String(config.port)).to.equal(told.get('PORT'));
    expect(config.host).to.equal(told.get('HOST'));
    expect(String(config.trustProxy)).to.equal(told.get('TRUST_PROXY'));
    expect(config.dataDir).to.equal(`/srv/bimtek/${told.get('DATA_DIR')}`);
    expect(config.coursesDirs).to.deep.equal([`/srv/bimtek/${told.get('COURSES_DIR')}`]);
    expect(config.mongodbUri).to.equal(undefined);
    expect(told.get('MONGODB_URI')).to.equal('none');
    expect(String(config.workers)).to.equal(told.get('WEB_CONCURRENCY'));
    expect(config.logLevel).to.equal(told.get('LOG_LEVEL'));
    expect(config.mode).to.equal(told.get('NODE_ENV'));
  });
});
