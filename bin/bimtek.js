#!/usr/bin/env node
// Runs what `npm run build` made; while developing: node --import tsx server/cli/main.ts
await import('../dist/server/cli/main.js');
