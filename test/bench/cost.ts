// `npm run cost`: what each action of a school consumes, measured on the embedded engine; what a month of it costs on
// AWS for one school, a district and 100,000 schools; and which quota of an account is reached first.
import { startEngine } from '../../infra/local/engine.ts'
import { measureActions } from './actions.ts'
import { type Action, billOf, limitsOf } from './bill.ts'
import { markdownTable } from './markdown.ts'

const SIZES = [1, 60, 100_000]

const engine = await startEngine()
try {
  const actions = await measureActions(engine.endpoint)
  console.log(actionTable(actions))
  console.log(billTable(actions))
  for (const schools of SIZES) console.log(limitTable(actions, schools))
} finally {
  await engine.stop()
}

function actionTable(actions: readonly Action[]): string {
  const rows = actions.map(({ name, consumed, timesMonthly }) => [
    name,
    consumed.reads,
    consumed.writes,
    consumed.calls,
    timesMonthly,
  ])
  return markdownTable(['action', 'read units', 'write units', 'calls', 'times a month and school'], rows)
}

function billTable(actions: readonly Action[]): string {
  const bills = SIZES.map((schools) => billOf(actions, schools))
  const names = bills[0]?.map(({ name }) => name) ?? []
  const cost = (lines: { dollars: number }[]) => lines.reduce((sum, { dollars }) => sum + dollars, 0)
  const rows = names.map((name, place) => [
    name,
    ...bills.map((lines) => dollars(lines[place]?.dollars ?? 0)),
  ])
  const each = bills.map((lines, place) => dollars(cost(lines) / (SIZES[place] ?? 1)))
  return markdownTable(
    ['US dollars a month', ...SIZES.map(named)],
    [...rows, ['together', ...bills.map((lines) => dollars(cost(lines)))], ['a school', ...each]],
  )
}

function limitTable(actions: readonly Action[], schools: number): string {
  const rows = limitsOf(actions, schools).map(({ name, needed, quota, remedy }) => [
    name,
    Math.ceil(needed).toLocaleString('en'),
    quota.toLocaleString('en'),
    needed > quota ? remedy : 'enough',
  ])
  return markdownTable([`${named(schools)}: limit`, 'needed', 'quota', 'then'], rows)
}

function named(schools: number): string {
  return schools === 1 ? '1 school' : `${schools.toLocaleString('en')} schools`
}

function dollars(amount: number): string {
  return amount.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}
