import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import { canonicalLanguageTag } from '../../shared/school/language-tag.ts'
import { readSchool, updateSchool } from '../../shared/school/school.operations.ts'
import { SchoolChange } from '../../shared/school/school.ts'
import { Button, Form, Hidden } from '../components/form.tsx'
import { languageName } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, type WebEnv } from '../visit.ts'

/** The page of a roster's report: of its upload before the import, of its job after. */
export type ReportPlace = { upload: string } | { job: string }

type Props = { reader: Reader; languages: readonly string[]; place: ReportPlace }

/** The languages of a roster that the school does not offer, each with a button that adds it. */
export function RosterLanguages({ reader: { t, language, school }, languages, place }: Props) {
  const offered = new Set(school?.languages)
  const isOffered = (one: string) => offered.has(one) || offered.has(one.split('-', 1)[0] ?? '')
  const missing = languages.filter((one) => !isOffered(one) && canonicalLanguageTag().safeParse(one).success)
  if (missing.length === 0) return null
  return (
    <section>
      <h2>{t('roster.languages')}</h2>
      <Form action={schoolRoutes.rosterLanguages()}>
        {Object.entries(place).map(([name, value]) => (
          <Hidden name={name} value={value} />
        ))}
        <div class="actions">
          {missing.map((one) => (
            <Button name="language" value={one} kind="quiet">
              {t('roster.addLanguage', { language: languageName(one, language) })}
            </Button>
          ))}
        </div>
      </Form>
    </section>
  )
}

// Ids are plain, so that a form cannot redirect elsewhere.
const PLAIN_ID = /^[a-z0-9]+$/

/** Registers that a language of a roster is added to the school's. */
export function registerRosterLanguages(app: Hono<WebEnv>): void {
  onPost(app, schoolRoutes.rosterLanguages(), {
    by: organizerOf,
    run: async ({ context, school, form: { text } }) => {
      const { languages, revision } = await readSchool(context, school.id)
      const added = [...new Set([...languages, text('language')])]
      if (added.length > languages.length)
        await updateSchool(context, school.id, accept(SchoolChange, { languages: added, revision }))
    },
    done: ({ form: { text } }) => placeOf(text('upload'), text('job')),
  })
}

function placeOf(upload: string, job: string): string {
  if (PLAIN_ID.test(upload)) return schoolRoutes.rosterUpload(upload)
  return PLAIN_ID.test(job) ? schoolRoutes.rosterJob(job) : schoolRoutes.roster()
}
