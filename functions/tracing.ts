import type { MiddlewareObj } from '@middy/core'

/**
 * Traces what Lambda chose to trace. The tracer is the largest thing that a function would load, so it comes with
 * the first request of which a trace is wanted.
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

// Lambda's runtime sets it anew for each request; it is no setting of ours.
function isSampled(): boolean {
  return process.env._X_AMZN_TRACE_ID?.includes('Sampled=1') ?? false
}
