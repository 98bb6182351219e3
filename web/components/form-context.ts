import { type Child, createContext } from 'hono/jsx'

/** The token for the forms of the page that is rendered; empty where nobody is signed in. */
export const FormToken = createContext('')

/** What stands above the page of a request, such as messages that are about to leave. */
export const AbovePage = createContext<Child>(null)
