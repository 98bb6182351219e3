import { createContext } from 'hono/jsx'

/** The token for the forms of the page that is rendered; empty where nobody is signed in. */
export const FormToken = createContext('')
