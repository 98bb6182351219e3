import type { Route } from './route.ts'

/** A page to read the API at: every call with what it does and takes. */
export function docsPage(routes: readonly Route[]) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Convite API</title>
      </head>
      <body>
        <main>
          <h1>Convite API</h1>
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
        </main>
      </body>
    </html>
  )
}
