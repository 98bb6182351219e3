import * as z from 'zod'
import type { Shipped } from './shipped.ts'

const SEVERITIES = ['info', 'low', 'moderate', 'high', 'critical'] as const

/** A vulnerability that a registry lists: the package, its severity, where it is installed, and whether a fix exists. */
const Advisory = z.object({
  name: z.string(),
  severity: z.enum(SEVERITIES),
  range: z.string(),
  nodes: z.array(z.string()),
  fixAvailable: z.union([z.boolean(), z.looseObject({})]),
})
type Advisory = z.infer<typeof Advisory>

/** The output of `npm audit --json` where the registry answers; another version of it needs another schema. */
const Audit = z.object({ auditReportVersion: z.literal(2), vulnerabilities: z.record(z.string(), Advisory) })
const Answer = z.looseObject({ auditReportVersion: z.unknown().refine((version) => version !== undefined) })

/** The findings in words, and whether one of them blocks a release. */
export type Findings = { lines: string[]; stops: boolean }

/**
 * What the registry's answer means for Convite: high and critical vulnerabilities block a release in what ships, and are
 * reported in what only builds or tests it. Undefined without an answer; throws for an unknown format.
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
  return `${severity}: ${name} ${range}, which ${where}; ${fixAvailable ? 'a fix is available' : 'no fix yet'}`
}
