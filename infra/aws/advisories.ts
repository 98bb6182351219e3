import * as z from 'zod'
import type { Shipped } from './shipped.ts'

const SEVERITIES = ['info', 'low', 'moderate', 'high', 'critical'] as const

/** A weakness that a registry knows of: the package, how bad, where it is installed, and whether a mended one is there. */
const Advisory = z.object({
  name: z.string(),
  severity: z.enum(SEVERITIES),
  range: z.string(),
  nodes: z.array(z.string()),
  fixAvailable: z.union([z.boolean(), z.looseObject({})]),
})
type Advisory = z.infer<typeof Advisory>

/** What `npm audit --json` says where the registry answers; another version of it has to be read anew. */
const Audit = z.object({ auditReportVersion: z.literal(2), vulnerabilities: z.record(z.string(), Advisory) })
const Answer = z.looseObject({ auditReportVersion: z.unknown().refine((version) => version !== undefined) })

/** The findings in words, and whether one of them stops a release; undefined where the registry gave no answer. */
export type Findings = { lines: string[]; stops: boolean }

/**
 * What the registry's answer means for Convite: high and critical weaknesses stop a release in what ships, and are told
 * in what only builds or tests it. Throws at an answer in a form that is not known.
 */
export function findingsOf(answer: unknown, shipped: readonly Shipped[]): Findings | undefined {
  if (!Answer.safeParse(answer).success) return undefined
  const { vulnerabilities } = Audit.parse(answer)
  const folders = new Set(shipped.map(({ folder }) => folder))
  const ships = ({ nodes }: Advisory) => nodes.some((folder) => folders.has(folder))
  const found = Object.values(vulnerabilities).sort(
    (one, other) => SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity),
  )
  return {
    lines: found.map((one) => sentenceOf(one, ships(one))),
    stops: found.some((one) => ships(one) && SEVERITIES.indexOf(one.severity) >= SEVERITIES.indexOf('high')),
  }
}

function sentenceOf({ name, severity, range, fixAvailable }: Advisory, ships: boolean): string {
  const where = ships ? 'ships' : 'only builds or tests'
  return `${severity}: ${name} ${range}, which ${where}; ${fixAvailable ? 'a mended one is there' : 'not mended yet'}`
}
