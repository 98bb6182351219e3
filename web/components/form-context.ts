import { type Child, createContext, useContext } from 'hono/jsx'

/** The token for the forms of the page that is rendered; empty where nobody is signed in. */
export const FormToken = createContext('')

/** The id of the page's own form, the first that posts to the page's path, where it has none of its own. */
export const OWN_FORM = 'own-form'

/** The path of the page, and whether a form took its id. */
type OwnForm = { path: string; isTaken: boolean }

/** Of the page that is rendered; nothing where nobody is identified. */
export const OwnFormContext = createContext<OwnForm | undefined>(undefined)

/** The id of a form: its own, if any; of the page's own form, that by which the buttons of the languages know it. */
export function useFormId(action: string, own: string | undefined): string | undefined {
  const page = useContext(OwnFormContext)
  if (!page || page.isTaken || action.split(/[?#]/)[0] !== page.path) return own
  page.isTaken = true
  return own ?? OWN_FORM
}

/** Whether the page that is rendered has a script of ours, which whoever renders one says. */
export const ScriptContext = createContext({ isUsed: false })

/** What stands above the page of a request, such as messages that are about to leave. */
export const AbovePage = createContext<Child>(null)
