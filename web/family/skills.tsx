import type { Hono } from 'hono'
import type { Family } from '../../shared/family/family.ts'
import { SKILLS, SkillsInput } from '../../shared/family/strength.ts'
import { saveSkills } from '../../shared/outreach/outreach.operations.ts'
import { Button, Form } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { skillText } from '../components/strength-list.tsx'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, type WebEnv } from '../visit.ts'

/** What families are often good at: each changes with one tap, and all are saved together. */
export function SkillChips({ reader, family }: { reader: Reader; family: Family }) {
  const { t } = reader
  const ticked = family.strengths?.skills ?? []
  return (
    <Form action={familyRoutes.skills()}>
      <fieldset class="wishes" aria-labelledby="strengths">
        <div class="chips">
          {SKILLS.map((skill) => (
            <label>
              <input type="checkbox" name="skills:list" value={skill} checked={ticked.includes(skill)} />
              <span>
                <Icon name="check" />
                {skillText(reader, skill, family.spokenLanguage)}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <p class="lead">{t('skills.seen')}</p>
      <Button>{t('form.save')}</Button>
    </Form>
  )
}

/** Registers how a family says what it is good at. */
export function registerSkills(app: Hono<WebEnv>): void {
  onPost(app, familyRoutes.skills(), {
    by: familyOf,
    schema: SkillsInput,
    run: ({ context, school, family }, skills) => saveSkills(context, school.id, family, skills),
    done: () => `${familyRoutes.about()}?saved`,
  })
}
