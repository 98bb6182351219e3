import type { PropsWithChildren } from 'hono/jsx'
import type { Route } from './route.ts'

/** A page to read the API at: every call with what it does and takes. */
export function docsPage(routes: readonly Route[]) {
  return (
    <Page title="Convite API">
      <p>
        Send a bearer token. The whole description is at <a href="/api/v1/openapi.json">openapi.json</a>.
      </p>
      {routes.map((route) => (
        <section>
          <h2>
            <code>
              {route.method.toUpperCase()} /api/v1{route.path}
            </code>
          </h2>
          <p>{route.summary}</p>
        </section>
      ))}
    </Page>
  )
}

// What a program can do about a problem, by its status.
const ADVICE: Readonly<Record<number, string>> = {
  401: 'Send a bearer token that this deployment knows, in the Authorization header.',
  403: 'The token is known, but may not do this. Use one of an organizer’s school.',
  404: 'Check the ids in the path. What belongs to another school is not found either.',
  405: 'The Allow header names the methods of this path.',
  409: 'What is stored does not allow this now. Read it again, then decide whether to send a changed request.',
  410: 'This was valid once and is no more. Ask for a new one.',
  413: 'Send less in one request.',
  415: 'Send the media type that the description of the call names, JSON as application/json.',
  422: 'Change the request: the same one is refused again. `errors` points at the fields, where there are any.',
  429: 'Wait as many seconds as Retry-After says, then send the same request again.',
  500: 'Nothing is wrong with the request. Send it again; tell the operator the reference if it goes on.',
  502: 'A service behind this one failed. Send the same request again later.',
}

/** The page that a problem's `type` leads to: what the code means and what to do. */
export function problemPage(code: string, { status, title }: { status: number; title: string }) {
  return (
    <Page title={code}>
      <p>{title}</p>
      <p>
        HTTP status {status}. {ADVICE[status]}
      </p>
      <p>
        <a href="/api/v1/docs">All calls</a>
      </p>
    </Page>
  )
}

function Page({ title, children }: PropsWithChildren<{ title: string }>) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{title}</title>
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  )
}
