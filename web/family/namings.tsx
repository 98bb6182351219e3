import type { Hono } from 'hono'
import { hideName, listNamings, type Naming } from '../../shared/session/naming.operations.ts'
import { Button, Form } from '../components/form.tsx'
import { localText } from '../messages/catalogue.ts'
import { whenText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, type Visit, type WebEnv } from '../visit.ts'

/** Where a family lets a host see its name, each with the button that takes it back. */
export function NamingRows({ reader, namings }: { reader: Reader; namings: readonly Naming[] }) {
  const { t, language, school } = reader
  if (namings.length === 0) return null
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <section aria-labelledby="named">
      <h2 id="named">{t('named.title')}</h2>
      <p class="lead">{t('named.text')}</p>
      <ul class="group notes">
        {namings.map(({ workshop, session }) => (
          <li>
            <p>
              <bdi>{localText(workshop.title, language)}</bdi>
            </p>
            <p class="small soft">{whenText(session.start, session.end, place)}</p>
            <Form action={familyRoutes.hideName(session.id)}>
              <Button kind="quiet">
                {t('named.hide')}
                <span class="screen-reader">: {localText(workshop.title, language)}</span>
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Reads where the family lets hosts see its name. */
export function namingsOf(c: Visit): Promise<Naming[]> {
  const { school, family } = familyOf(c)
  return listNamings(c.get('context'), school.id, family)
}

/** Registers how a family takes its name back from a host. */
export function registerNamings(app: Hono<WebEnv>): void {
  onPost(app, familyRoutes.hideName(':session'), {
    by: familyOf,
    run: ({ context, family, params }) => hideName(context, params.session, family),
    done: () => `${familyRoutes.about()}?saved`,
  })
}
