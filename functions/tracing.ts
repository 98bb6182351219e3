import type { MiddlewareObj } from '@middy/core'

/**
 * Traces the requests that Lambda samples. The tracer is the largest module that a function could load, so it is loaded
 * with the first sampled request.
 */
export function traced(): MiddlewareObj {
  let loading: Promise<MiddlewareObj> | undefined
  const tracer = () => {
    if (!isSampled()) return undefined
    loading ??= load()
    return loading
  }
  return {
    before: async (request) => void (await (await tracer())?.before?.(request)),
    after: async (request) => void (await (await tracer())?.after?.(request)),
    onError: async (request) => void (await (await tracer())?.onError?.(request)),
  }
}

async function load(): Promise<MiddlewareObj> {
  const [{ Tracer }, { captureLambdaHandler }] = await Promise.all([
    import('@aws-lambda-powertools/tracer'),
    import('@aws-lambda-powertools/tracer/middleware'),
  ])
  return captureLambdaHandler(new Tracer(), { captureResponse: false }) as unknown as MiddlewareObj
}

// Lambda's runtime sets it for each request; it is no setting of ours.
function isSampled(): boolean {
  return process.env._X_AMZN_TRACE_ID?.includes('Sampled=1') ?? false
}
