import * as z from 'zod'
import { refuse } from '../../shared/access/refusal.ts'
import { receiveText } from '../../shared/delivery/contact.operations.ts'
import { recordTextStatus } from '../../shared/delivery/text-status.operations.ts'
import { answer, route } from './route.ts'

const LONGEST_ID = 200
const PHONE = /^\+[1-9]\d{4,14}$/

/** What a gateway tells: a text that came in, or what became of one that it took. */
const TextEvent = z.lazy(() =>
  z
    .strictObject({
      id: z.string().min(1).max(LONGEST_ID),
      from: z.string().regex(PHONE, 'phone').optional(),
      text: z.string().optional(),
      receivedAt: z.iso.datetime({ offset: true }).optional(),
      status: z.enum(['delivered', 'failed']).optional(),
    })
    .superRefine(({ from, text, receivedAt, status }, check) => {
      const wrong = (path: string, message: string) =>
        check.addIssue({ code: 'custom', path: [path], message })
      if (status === undefined) {
        if (from === undefined) wrong('from', 'required')
        if (text === undefined) wrong('text', 'required')
        return
      }
      for (const [path, value] of Object.entries({ from, text, receivedAt }))
        if (value !== undefined) wrong(path, 'not-with-status')
    }),
)

/** What the HTTP gateway for texts calls, with its own secret; not there where no gateway is set up. */
export const textRoute = route({
  method: 'post',
  path: '/hooks/texts',
  summary:
    'What CONVITE_TEXT_GATEWAY tells, with CONVITE_TEXT_SECRET as its bearer token: a text that came in (`id`, `from`, `text`), or what became of one that it took (`id`, `status`). The same `id` again changes nothing.',
  status: 202,
  body: TextEvent,
  refuses: ['not-found', 'conflict'],
  answer: async (context, { body: { id, from, text, status } }) => {
    if (status) {
      const result = await recordTextStatus(context, { id, status })
      if (result === 'early') refuse('conflict') // and the gateway tells it again
    } else if (from !== undefined && text !== undefined) await receiveText(context, { id, from, text })
    return answer(202, undefined)
  },
})
