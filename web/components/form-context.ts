import { type Child, createContext, useContext } from 'hono/jsx'

/** The token for the forms of the page that is rendered; empty where nobody is signed in. */
export const FormToken = createContext('')

/** The id of the form that is shown again with what was sent, where it has none of its own. */
export const SENT_FORM = 'sent-form'

/** What was sent to the path of a page that is shown again; its first form to that path takes it, and says so. */
type SentAgain = { path: string; isTaken: boolean }

/** What was sent before the page that is rendered; nothing where it was only opened. */
export const SentAgainContext = createContext<SentAgain | undefined>(undefined)

/**
 * The id of a form: its own, if any; of the page's first form to the path to which something was sent, that by which the
 * buttons of the languages know it.
 */
export function useFormId(action: string, own: string | undefined): string | undefined {
  const again = useContext(SentAgainContext)
  if (!again || again.isTaken || action.split(/[?#]/)[0] !== again.path) return own
  again.isTaken = true
  return own ?? SENT_FORM
}

/** What stands above the page of a request, such as messages that are about to leave. */
export const AbovePage = createContext<Child>(null)
