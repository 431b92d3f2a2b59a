import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    name: '@essor/e2e',
    include: ['*.test.ts'],
    globalSetup: './global-setup.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One browser at a time: journeys of one file follow each other on the same data.
    fileParallelism: false,
  },
})
