import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { readFamily } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { removeFamily } from '../../shared/household/departure.operations.ts'
import { restoreFamily } from '../../shared/household/return.operations.ts'
import type { FormState } from '../form.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { ConfirmPage } from './confirm.tsx'

/** Asks for confirmation before a family is removed. */
function RemovePage({ reader, family }: { reader: Reader; family: Family }) {
  const { t } = reader
  return (
    <ConfirmPage
      reader={reader}
      title={`${t('family.remove')}: ${family.name}`}
      action={schoolRoutes.removeFamily(family.id)}
      fields={[['sure', 'yes']]}
      button={t('family.removeButton')}
      back={schoolRoutes.family(family.id)}
    >
      <p>{t('family.removeText')}</p>
    </ConfirmPage>
  )
}

type FamilyPage = (c: Visit, family: string, form: FormState) => Promise<Response>

/** Registers the removal of a family, the page that asks before, and its return; `answer` shows the family again. */
export function registerFamilyRemoval(app: Hono<WebEnv>, answer: FamilyPage): void {
  app.get(schoolRoutes.removeFamily(':family'), async (c) => {
    const { school } = organizerOf(c)
    const family = await readFamily(c.get('context'), school.id, c.req.param('family'))
    return show(c, <RemovePage reader={c.get('reader')} family={family} />)
  })
  onPost(app, schoolRoutes.restoreFamily(':family'), {
    by: organizerOf,
    run: ({ context, school, params }) => restoreFamily(context, school.id, params.family),
    done: (_, { id }) => `${schoolRoutes.family(id)}?restored`,
  })
  onPost(app, schoolRoutes.removeFamily(':family'), {
    by: organizerOf,
    run: async ({ context, school, params, form }) => {
      if (!form.text('sure')) refuse('invalid-input', { errors: [{ pointer: '/sure', detail: 'sure' }] })
      return removeFamily(context, school.id, params.family)
    },
    done: ({ params }) => `${schoolRoutes.families()}?removed=${params.family}`,
    again: ({ c, params }, form) => answer(c, params.family, form),
  })
}
