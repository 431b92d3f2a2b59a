import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { offlineIcons } from './offline-icons.ts'
import { theme } from './src/styles/theme.ts'

const api = { target: 'http://127.0.0.1:3000', changeOrigin: false }

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    offlineIcons(),
    vue(),
    ui({
      dts: false,
      autoImport: false,
      // Every icon named in the sources is put into the bundle: nothing is fetched from another host.
      icon: { clientBundle: { scan: { globInclude: ['src/**/*.{vue,ts}'] }, sizeLimitKb: 256 } },
      experimental: { componentDetection: true },
      ...theme,
    }),
  ],
  server: { proxy: { '/api': api, '/health': api } },
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 700 },
})
