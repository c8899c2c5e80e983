import { ConfigError, readConfig } from './config.ts';
import { ApplicationError } from './errors.ts';
import { startService } from './service.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  const config = readConfig();
  const service = await startService(config);
  // From the process's start, so that what it takes to load the code is counted too.
  const seconds = (performance.now() / 1000).toFixed(2);
  const courses = service.catalogue.courses().length;
  say(`Bimtek: ${service.address}  (${service.storage.engine}, ${courses} pelatihan, siap dalam ${seconds} detik)`);
  for (const { folder, problems } of service.catalogue.problems()) {
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    if (errors > 0) say(`  ${folder}: ${errors} kesalahan; lihat /admin/problems atau jalankan: npm run check`);
  }
  if (service.firstAdministratorLink) {
    say('Buat admin pertama dengan tautan ini (berlaku sekali, 24 jam):');
    say(`  ${service.firstAdministratorLink}`);
  }
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void service.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (problem) {
  if (!(problem instanceof ConfigError || problem instanceof ApplicationError || isPortTaken(problem))) throw problem;
  process.stderr.write(`${problem.message}\n`);
  process.exit(1);
}

function isPortTaken(problem: unknown): problem is Error {
  return problem instanceof Error && 'code' in problem && (problem.code === 'EADDRINUSE' || problem.code === 'EACCES');
}
