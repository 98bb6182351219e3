import autocannon, { type Request } from 'autocannon'

const CONNECTIONS = 10

/** The result of a load: responses per second, the median in milliseconds, how many failed, the bytes of a response. */
export type LoadFigures = { perSecond: number; median: number; failed: number; bytes: number }

/** Requests all of these in turn; each connection begins at another one, so that none waits for another's family. */
export async function loadOn(
  url: string,
  requests: readonly Request[],
  seconds: number,
): Promise<LoadFigures> {
  let clients = 0
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    setupClient: (client) => {
      const first = Math.floor((clients++ * requests.length) / CONNECTIONS)
      client.setRequests([...requests.slice(first), ...requests.slice(0, first)])
    },
  })
  const { requests: answers, latency, non2xx, errors, timeouts, throughput } = result
  const redirects = result['3xx' as keyof typeof result] as number
  return {
    perSecond: answers.average,
    median: latency.p50,
    failed: non2xx - redirects + errors + timeouts,
    bytes: Math.round(throughput.average / answers.average),
  }
}

/** The median of numbers. */
export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? Number.NaN
}
