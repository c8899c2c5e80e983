import { expect } from 'chai';
import { ConfigError, readConfig } from '../server/config.ts';

const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env, '/srv/bimtek');
    return [];
  } catch (problem) {
    if (problem instanceof ConfigError) return problem.faults;
    throw problem;
  }
};

describe('the environment', () => {
  it('needs nothing', () => {
    expect(readConfig({}, '/srv/bimtek')).to.deep.include({ port: 3000, host: '127.0.0.1', dataDir: '/srv/bimtek/data', coursesDirs: ['/srv/bimtek/courses'] });
  });

  it('reports every fault at once, by the name of its variable', () => {
    const faults = faultsOf({ PORT: 'x', BASE_URL: 'bimtek.example', LOG_LEVEL: 'loud', MONGODB_URI: 'http://db', SESSION_SECRET: 'short' });
    expect(faults.map((fault) => fault.split(':')[0]).filter((name, at, all) => all.indexOf(name) === at)).to.have.members(['PORT', 'BASE_URL', 'LOG_LEVEL', 'MONGODB_URI', 'SESSION_SECRET']);
  });

  it('wants a secret of its own in production with MongoDB, and no sample', () => {
    const uri = { MONGODB_URI: 'mongodb://127.0.0.1/bimtek' };
    expect(faultsOf(uri)).to.have.length(1);
    expect(faultsOf({ ...uri, NODE_ENV: 'development' })).to.deep.equal([]);
    expect(faultsOf({ ...uri, SESSION_SECRET: 'please-change-me-please-change-me-now' })).to.have.length(1);
    expect(faultsOf({ ...uri, SESSION_SECRET: 'k3P0uJx1Zq8vYt5rWm2nBs7dGh4fLc6a' })).to.deep.equal([]);
  });

  it('sends mail only where it knows from whom', () => {
    const url = { SMTP_URL: 'smtp://bimtek:rahasia@surel.example.go.id:587' };
    expect(readConfig({}, '/srv').mail).to.equal(undefined);
    expect(faultsOf(url)).to.deep.equal(['MAIL_FROM: must be given with SMTP_URL, as in Bimtek <bimtek@example.go.id>']);
    expect(faultsOf({ SMTP_URL: 'surel.example.go.id', MAIL_FROM: 'tanpa alamat' }).map((fault) => fault.split(':')[0])).to.deep.equal(['SMTP_URL', 'MAIL_FROM']);
    expect(readConfig({ ...url, MAIL_FROM: 'Bimtek <bimtek@example.go.id>' }, '/srv').mail).to.deep.equal({ url: url.SMTP_URL, from: 'Bimtek <bimtek@example.go.id>' });
  });

  it('takes several folders of courses, as in PATH, and an address without a slash at its end', () => {
    const config = readConfig({ COURSES_DIR: '/a:b', BASE_URL: 'https://bimtek.example/' }, '/srv');
    expect(config.coursesDirs).to.deep.equal(['/a', '/srv/b']);
    expect(config.baseUrl).to.equal('https://bimtek.example');
  });
});
