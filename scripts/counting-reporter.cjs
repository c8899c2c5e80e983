// Mocha's own `spec` output, and on file descriptor 3, for whoever started it, one line of JSON a test:
// [file, title with its suites, 'passed' | 'failed' | 'left out', title, message of the failure].
const { writeSync } = require('node:fs');
const { relative } = require('node:path');
const { reporters } = require('mocha');

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const tell = (outcome) => (test, problem) => {
      try {
        writeSync(3, `${JSON.stringify([relative(process.cwd(), test.file ?? ''), test.fullTitle(), outcome, test.title, problem?.message])}\n`);
      } catch {
        // Started by hand: nobody listens there.
      }
    };
    runner.on('pass', tell('passed'));
    runner.on('fail', tell('failed'));
    runner.on('pending', tell('left out'));
  }
};
