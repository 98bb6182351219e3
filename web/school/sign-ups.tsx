import type { Hono } from 'hono'
import * as z from 'zod'
import { accept } from '../../shared/access/accept.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { listedFamilies } from '../../shared/family/directory.operations.ts'
import { readLogistics } from '../../shared/logistics/logistics.operations.ts'
import { listReplies } from '../../shared/session/reply.operations.ts'
import { readSession } from '../../shared/session/session.operations.ts'
import {
  addSignUp,
  addSignUps,
  changeSignUp,
  listTakenLines,
  removeSignUp,
  takePlaces,
} from '../../shared/session/sign-up.operations.ts'
import { NewSignUp, SignUpChange, TakingInput } from '../../shared/session/sign-up.ts'
import { TEMPLATES } from '../../shared/session/sign-up-template.ts'
import type { FormState, SentForm } from '../form.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, show, type Visit, type WebEnv } from '../visit.ts'
import { chosenFamily } from './family-field.tsx'
import { titledLines } from './sign-up-titles.ts'
import { SignUpsPage } from './sign-ups-page.tsx'

type Shown = { edit?: string | undefined; form?: FormState }

async function answer(c: Visit, id: string, { edit, form = {} }: Shown): Promise<Response> {
  const { school } = organizerOf(c)
  const context = c.get('context')
  const [logistics, lines, families, { replies }] = await Promise.all([
    readLogistics(context, id),
    listTakenLines(context, id),
    listedFamilies(context, school.id),
    listReplies(context, id),
  ])
  const comes = new Set(replies.flatMap(({ family, attending }) => (attending ? family : [])))
  const takes = new Set(lines.flatMap(({ takings }) => takings.map(({ family }) => family)))
  const view = {
    ...{ logistics, lines, edit, form },
    names: new Map(families.map((family) => [family.id, family.name])),
    // A family that is on paper is among those who come, or was never asked.
    choosable: families.filter((family) => comes.has(family.id) || takes.has(family.id)),
  }
  return show(c, <SignUpsPage reader={c.get('reader')} view={view} />)
}

// What is left empty is taken away.
const changeIn = ({ values }: SentForm) => ({ portions: null, from: null, to: null, ...values })

const TemplateInput = z.lazy(() => z.strictObject({ template: z.enum(TEMPLATES) }))

/** Registers the team's page of what families bring or do for a session. */
export function registerSignUps(app: Hono<WebEnv>): void {
  const path = schoolRoutes.signUps(':session')
  app.get(path, (c) => answer(c, c.req.param('session'), { edit: c.req.query('edit') }))
  onPost(app, path, {
    by: organizerOf,
    schema: NewSignUp,
    run: ({ context, params }, input) => addSignUp(context, params.session, input),
    done: ({ params }) => schoolRoutes.signUps(params.session),
    again: ({ c, params }, form) => answer(c, params.session, { form }),
  })
  onPost(app, schoolRoutes.signUpTemplate(':session'), {
    by: organizerOf,
    schema: TemplateInput,
    run: async ({ context, school, params }, { template }) => {
      const session = await readSession(context, params.session)
      const { expected } = await readLogistics(context, params.session)
      const { families } = expected.families > 0 ? expected : { families: FEW_FAMILIES }
      const { start, end } = session
      const lines = titledLines(template, { families, languages: school.languages, start, end })
      return addSignUps(context, params.session, lines)
    },
    done: ({ params }) => schoolRoutes.signUps(params.session),
  })
  registerLine(app)
}

// Before anybody has replied, a list for about as many as come to a small workshop.
const FEW_FAMILIES = 12

function registerLine(app: Hono<WebEnv>): void {
  onPost(app, schoolRoutes.signUpLine(':session', ':signup'), {
    by: organizerOf,
    run: async ({ context, params: { session, signup }, form }) => {
      if (form.text('remove')) await removeSignUp(context, session, signup)
      else await changeSignUp(context, session, signup, accept(SignUpChange, changeIn(form)))
    },
    done: ({ params }) => schoolRoutes.signUps(params.session),
    again: ({ c, params }, form) => answer(c, params.session, { edit: params.signup, form }),
  })
  onPost(app, schoolRoutes.signUpFamily(':session', ':signup'), {
    by: organizerOf,
    run: async ({ context, school, params: { session, signup: line }, form }) => {
      const { family: _, ...taking } = form.values
      const chosen = await chosenFamily(context, school.id, { field: 'family', text: form.text('family') })
      const family =
        chosen ?? refuse('invalid-input', { errors: [{ pointer: '/family', detail: 'required' }] })
      return takePlaces(context, session, { line, family }, accept(TakingInput, taking))
    },
    done: ({ params }) => `${schoolRoutes.signUps(params.session)}?edit=${params.signup}#${params.signup}`,
    again: ({ c, params }, form) => answer(c, params.session, { edit: params.signup, form }),
  })
}
