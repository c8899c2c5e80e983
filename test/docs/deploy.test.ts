import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { readConfig } from '../../server/config.ts';
import { startTestService } from '../fixtures/service.ts';
import { fencedBlocks, readDocument, ROOT } from './fenced-blocks.ts';

interface Compose {
  readonly services: { readonly bimtek: { readonly build: { readonly context: string; readonly dockerfile: string }; readonly environment: Record<string, string>; readonly volumes: string[]; readonly ports: string[]; readonly stop_grace_period: string } };
  readonly volumes: Record<string, unknown>;
}

describe('the files in docs/deploy', () => {
  const shown = fencedBlocks(readDocument('docs/operators.md')).map(({ text }) => text);
  const dockerfile = readDocument('docs/deploy/Dockerfile');
  const unit = readDocument('docs/deploy/bimtek.service');
  const { services: { bimtek }, volumes } = parse(readDocument('docs/deploy/compose.yaml')) as Compose;

  for (const name of ['bimtek.service', 'Dockerfile', 'compose.yaml']) {
    it(`are what operators.md shows: ${name}`, () => expect(shown).to.include(readDocument(`docs/deploy/${name}`)));
  }

  it('set what the configuration takes', () => {
    const ofUnit = Object.fromEntries([...unit.matchAll(/^Environment=(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));
    const ofImage = Object.fromEntries([.../^ENV (.+)$/m.exec(dockerfile)?.[1]?.matchAll(/(\w+)=(\S+)/g) ?? []].map(([, name = '', value = '']) => [name, value]));
    const names = Object.keys(readConfig({}, '/srv'));
    for (const env of [ofUnit, { ...ofImage, ...bimtek.environment }]) {
      const config = readConfig(env, '/opt/bimtek');
      expect(config.baseUrl).to.equal('https://bimtek.example.go.id');
      expect(config.coursesDirs, 'own courses first').to.deep.equal(['/srv/courses', '/opt/bimtek/courses']);
      expect(config.trustProxy).to.equal(1);
      expect(Object.keys(env).filter((name) => !new RegExp(`^ {2}${name}:`, 'm').test(readDocument('server/config.ts')))).to.deep.equal([]);
    }
    expect(names).to.include('coursesDirs');
  });

  it('copy and start what is there', () => {
    const copied = /^COPY (package.*) \.\/$/m.exec(dockerfile)?.[1]?.split(' ') ?? [];
    expect(copied).to.have.length(3);
    for (const name of copied) expect(existsSync(join(ROOT, name)), name).to.equal(true);
    // As `npm start` starts it, flags included.
    const { scripts, engines } = JSON.parse(readDocument('package.json')) as { readonly scripts: { readonly start: string }; readonly engines: { readonly node: string } };
    expect(dockerfile).to.include(`CMD ${JSON.stringify(scripts.start.split(' ')).replaceAll(',', ', ')}`);
    expect(unit).to.include(`ExecStart=/usr/bin/${scripts.start}`);
    expect(engines.node, 'the base image has it').to.match(/^>=20\./);
    expect(existsSync(join(ROOT, 'docs/deploy', bimtek.build.context, bimtek.build.dockerfile))).to.equal(true);
    for (const ignored of ['node_modules', 'dist', 'data']) expect(readDocument('docs/deploy/Dockerfile.dockerignore').split('\n')).to.include(ignored);
  });

  it('ask for the health that the service tells, at the port and in the folder that it has there', async () => {
    const asked = /fetch\('(http:[^']+)'\)/.exec(dockerfile)?.[1] ?? '';
    expect(new URL(asked).port).to.equal(/PORT=(\d+)/.exec(dockerfile)?.[1]).and.to.equal(/^EXPOSE (\d+)$/m.exec(dockerfile)?.[1]);
    expect(bimtek.ports[0]?.split(':').at(-1)).to.equal(new URL(asked).port);
    const site = await startTestService();
    const answer = await fetch(new URL(new URL(asked).pathname, site.origin)).finally(() => site.close());
    expect(answer.status).to.equal(200);
    expect(/^VOLUME (\S+)$/m.exec(dockerfile)?.[1]).to.equal(/DATA_DIR=(\S+)/.exec(dockerfile)?.[1]).and.to.equal(bimtek.volumes[0]?.split(':')[1]);
    expect(/^Environment=DATA_DIR=(.+)$/m.exec(unit)?.[1]).to.equal(`/var/lib/${/^StateDirectory=(.+)$/m.exec(unit)?.[1]}`);
    expect(/^WorkingDirectory=(.+)$/m.exec(unit)?.[1]).to.equal(/^WORKDIR (.+)$/m.exec(dockerfile)?.[1]);
  }).timeout(30_000);

  it('give the process longer to stop than it takes', () => {
    const longest = Number(/LONGEST_STOP_MS = ([\d_]+)/.exec(readDocument('server/main.ts'))?.[1]?.replaceAll('_', '')) / 1000;
    const ofPrimary = Number(/STOP_MS = ([\d_]+)/.exec(readDocument('server/primary.ts'))?.[1]?.replaceAll('_', '')) / 1000;
    for (const given of [/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1], bimtek.stop_grace_period.replace('s', '')]) expect(Number(given)).to.be.above(longest).and.to.be.above(ofPrimary);
  });

  it('load nothing but the base image and npm packages', () => {
    expect(dockerfile.match(/^FROM .+$/gm)).to.deep.equal(['FROM node:20-bookworm-slim']);
    expect(dockerfile).not.to.match(/curl|wget|apt-get|ADD /);
  });

  it('keep the data, mount own courses read-only, and show the port to the proxy alone', () => {
    expect(bimtek.volumes).to.deep.equal(['data:/data', '/srv/courses:/srv/courses:ro']);
    expect(volumes).to.have.property('data');
    expect(bimtek.ports).to.deep.equal(['127.0.0.1:3000:3000']);
  });
});
