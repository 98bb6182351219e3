import { rememberSchools } from '../../shared/school/school.operations.ts'
import { createWeb } from '../../web/app.ts'
import { workAt } from '../background-jobs.ts'
import { answerWith } from '../gateway.ts'
import { picturesIn } from '../pictures.ts'
import { translate } from '../translate.ts'
import { wireDeployed } from '../wire.ts'

const { originKey, ...wired } = await wireDeployed(process.env, { workAt, picturesIn, translate })
const services = { ...wired, table: rememberSchools(wired.table) }
// Loaded when it is used, which is rare.
const readAddress = async (address: string) => (await import('../open-internet.ts')).readAddress(address)

/** The pages of families and organizers, for the gateway. */
export const handler = answerWith(createWeb({ ...services, readAddress }), originKey)
