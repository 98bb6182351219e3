import { parseArgs } from 'node:util'
import { clientOf, TABLE_NAME } from '../../functions/wire.ts'
import { migrate } from '../../shared/table/migration.ts'
import { removeSchoolItems } from '../../shared/table/removal.ts'
import { openTable, type WholeTable } from '../../shared/table/table.ts'
import { MIGRATIONS } from './migrations.ts'

const USAGE = `npm run upkeep -- migrate
npm run upkeep -- remove-school <id> --name "<its name, to be sure>"

CONVITE_TABLE names the table (${TABLE_NAME} where it is not set); credentials and region are those of the AWS SDK.`

/** A command that cannot be run as given. The message says why in a sentence. */
export class WrongCommand extends Error {}

/** The words of a command, and its `--name`. Throws WrongCommand, with how the command is used, for any other option. */
export function readCommand(given: readonly string[], usage: string) {
  try {
    return parseArgs({
      args: [...given],
      allowPositionals: true,
      options: { name: { type: 'string' } },
    })
  } catch {
    throw new WrongCommand(usage)
  }
}

type Say = (line: string) => void

/** Runs a one-off command on a whole table. Each may be interrupted and repeated. */
export async function upkeep(table: WholeTable, given: readonly string[], say: Say): Promise<void> {
  const { positionals, values } = readCommand(given, USAGE)
  const [command, school] = positionals
  if (command === 'migrate') return runMigrations(table, say)
  if (command === 'remove-school' && school) return removeSchool(table, { school, name: values.name, say })
  throw new WrongCommand(USAGE)
}

async function runMigrations(table: WholeTable, say: Say): Promise<void> {
  for (const migration of MIGRATIONS) {
    const { changed, passedBy } = await migrate(table, migration, (so) =>
      say(`${migration.id}: ${so.changed}`),
    )
    say(
      `${migration.id}: ${changed} changed, ${passedBy} written meanwhile${passedBy ? ': run it again' : ''}`,
    )
  }
  say('Everything is in its newest shape.')
}

type Removal = { school: string; name: string | undefined; say: Say }

async function removeSchool(table: WholeTable, { school, name, say }: Removal): Promise<void> {
  const found = await table.get<{ name: string }>({ pk: `SCHOOL#${school}`, sk: 'SCHOOL' })
  if (!found) throw new WrongCommand(`There is no school ${school} in this table.`)
  if (found.name !== name) {
    throw new WrongCommand(`To remove everything of this school give its name: --name "${found.name}"`)
  }
  say(`${await removeSchoolItems(table, school)} items of ${found.name} are removed.`)
}

if (import.meta.main) {
  try {
    const table = openTable(process.env.CONVITE_TABLE || TABLE_NAME, clientOf(process.env))
    await upkeep(table, process.argv.slice(2), (line) => console.log(line))
  } catch (fault) {
    console.error(fault instanceof WrongCommand ? fault.message : fault)
    process.exitCode = 1
  }
}
