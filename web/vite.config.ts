/** How the web part is built and served while developing. The server serves web/dist; nothing here knows it. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = decodeURIComponent(new URL('.', import.meta.url).pathname)

export default defineConfig({
  root: here,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 900,
  },
  server: {
    port: 5173,
    fs: { allow: ['..'] },
    proxy: { '/api': { target: 'http://127.0.0.1:8080', changeOrigin: false } },
  },
})
