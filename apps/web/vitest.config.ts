import { defineConfig, mergeConfig } from 'vitest/config'
import vite from './vite.config.ts'

export default mergeConfig(
  vite,
  defineConfig({
    test: {
      name: 'web',
      root: import.meta.dirname,
      environment: 'happy-dom',
      include: ['src/**/*.test.ts'],
      setupFiles: ['./test/setup.ts'],
      restoreMocks: true,
      unstubGlobals: true,
      // Machines that run the tests may be slow; what goes wrong still shows, a little later.
      testTimeout: 60_000,
    },
  }),
)
