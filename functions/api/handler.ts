import { workAt } from '../background-jobs.ts'
import { answerWith } from '../gateway.ts'
import { picturesIn } from '../pictures.ts'
import { translate } from '../translate.ts'
import { wireDeployed } from '../wire.ts'
import { createApi } from './app.ts'

const { originKey, ...services } = await wireDeployed(process.env, { workAt, picturesIn, translate })

/** The JSON API, for the gateway. */
export const handler = answerWith(createApi(services), originKey)
