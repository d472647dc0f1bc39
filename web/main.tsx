/** Starts the page: styles, cache, preferences, routes. */
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { App } from './app.tsx'
import { RequestFailure } from './client.ts'
import { PreferencesProvider } from './preferences.tsx'
import './styles/tokens.css'
import './styles/base.css'
import './styles/shell.css'
import './styles/parts.css'
import './styles/tables.css'
import './styles/facts.css'
import './styles/forms.css'
import './styles/charts.css'
import './styles/paper.css'
import './styles/review.css'
import './styles/room.css'
import './styles/sources.css'
import './styles/figures.css'
import './styles/boards.css'
import './styles/plans.css'
import './styles/print.css'

const isFailure = (error: unknown, code: string): boolean => error instanceof RequestFailure && error.code === code

/** A session that ended anywhere shows at once: asking who we are again leads to the sign-in page. */
function whenSignedOut(error: unknown): void {
  if (isFailure(error, 'signed-out')) void client.invalidateQueries({ queryKey: ['me'] })
}

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (query.queryKey[0] !== 'me') whenSignedOut(error)
    },
  }),
  mutationCache: new MutationCache({ onError: whenSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      retry: (count, error) =>
        count < 2 && error instanceof RequestFailure && (error.code === 'network' || error.status >= 500),
    },
  },
})

/** A page that was open while the server got a new build asks for files that are gone: one reload brings the new ones. */
window.addEventListener('vite:preloadError', (event) => {
  const key = 'tongyu.reloaded'
  if (sessionStorage.getItem(key) === location.href) return
  sessionStorage.setItem(key, location.href)
  event.preventDefault()
  location.reload()
})

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <PreferencesProvider>
        <BrowserRouter>
          <App />
        </BrowserRouter>
      </PreferencesProvider>
    </QueryClientProvider>
  </StrictMode>,
)
