import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: 'api',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: './test/global-setup.ts',
    // The tests of operations start the real program, some of them several times, on machines that may be slow.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    maxWorkers: 3,
    // Each file has a database and an app of its own; the modules themselves keep no state between files.
    isolate: false,
  },
})
