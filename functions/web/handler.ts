import { createWeb } from '../../web/app.tsx'
import { answerWith } from '../gateway.ts'
import { wireDeployed } from '../wire.ts'
import { workAt } from '../work.ts'

/** The pages of families and organizers, for the gateway. */
export const handler = answerWith(createWeb(await wireDeployed(process.env, workAt)))
