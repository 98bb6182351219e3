import type { Hono } from 'hono'
import type { Family } from '../../shared/family/family.ts'
import { SKILLS, SkillsInput } from '../../shared/family/strength.ts'
import { saveSkills } from '../../shared/outreach/outreach.operations.ts'
import { isTicked } from '../components/field-label.tsx'
import { Icon } from '../components/icon.tsx'
import { skillText } from '../components/strength-list.tsx'
import type { FormState } from '../form.ts'
import { capital } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, type WebEnv } from '../visit.ts'

type Props = {
  reader: Reader
  family: Family
  form: FormState
  /** The form of the page, so that ticks go along with it to another language. */
  owner: string
}

/** What families are often good at: each changes with one tap, and all are saved together. */
export function SkillChips({ reader, family, form, owner }: Props) {
  const { t } = reader
  const known = family.strengths?.skills ?? []
  const shown = form.typed?.skills ? form : {}
  return (
    <>
      <input type="hidden" form={owner} name="skills:list" value="" />
      <fieldset class="wishes" aria-labelledby="strengths">
        <div class="chips">
          {SKILLS.map((skill) => (
            <label>
              <input
                type="checkbox"
                form={owner}
                name="skills:list"
                value={skill}
                checked={isTicked(shown, 'skills', skill, known.includes(skill))}
              />
              <span>
                <Icon name="check" />
                {capital(skillText(reader, skill, family.spokenLanguage), reader.language)}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <p class="lead">{t('skills.seen')}</p>
      <button type="submit" class="main" form={owner} formaction={familyRoutes.skills()} formnovalidate>
        {t('form.save')}
      </button>
    </>
  )
}

/** Registers how a family says what it is good at. */
export function registerSkills(app: Hono<WebEnv>): void {
  onPost(app, familyRoutes.skills(), {
    by: familyOf,
    schema: SkillsInput,
    // The rest of the page's form has a button of its own.
    values: ({ values: { skills } }) => ({ skills }),
    run: ({ context, school, family }, skills) => saveSkills(context, school.id, family, skills),
    done: () => `${familyRoutes.about()}?saved`,
  })
}
