import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: '@essor/e2e',
    include: ['*.test.ts'],
    globalSetup: './global-setup.ts',
    // Machines that run the tests may be slow; what goes wrong still shows, a little later.
    testTimeout: 240_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 40_000 } },
    // Each file has a browser and an Essor of its own; the journeys of one file follow each other on the same data.
    maxWorkers: 2,
  },
})
