/** Doing something: one command at a time, what it changed read again, success said quietly, failure said fully. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useWords } from '../preferences.tsx'
import { problemLine } from './problem-text.ts'

type Act = {
  /** What is said when it is done; nothing when absent. */
  done?: string
  /** Topics to read again; see requests.ts. */
  renew: string[]
}

/**
 * Runs commands; `error` keeps the last failure for a note beside the form. A failure outside a form is also said as a
 * notice. Resolves to true when done.
 */
export function useAct(quiet = false) {
  const client = useQueryClient()
  const words = useWords()
  const { message } = App.useApp()
  const mutation = useMutation({ mutationFn: (run: () => Promise<unknown>) => run() })
  const act = async (run: () => Promise<unknown>, { done, renew }: Act): Promise<boolean> => {
    try {
      await mutation.mutateAsync(run)
    } catch (error) {
      if (!quiet) void message.error(problemLine(error, words), 8)
      return false
    } finally {
      await Promise.all(renew.map((topic) => client.invalidateQueries({ queryKey: [topic] })))
    }
    if (done) void message.success(done)
    return true
  }
  return { act, busy: mutation.isPending, error: mutation.error, forget: () => mutation.reset() }
}
