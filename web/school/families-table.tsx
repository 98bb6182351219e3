import { caregiverNames, type Listed } from '../../shared/family/directory.ts'
import { groupName } from '../components/group-name.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { languageName } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import { CHOSEN_ACTS } from './chosen-acts.ts'
import { heardText } from './families-view.ts'

type Props = { reader: Reader; families: readonly Listed[]; now: string }

const ICONS = { sms: 'message', email: 'envelope', phone: 'phone', paper: 'page' } as const satisfies Record<
  string,
  IconName
>

/** The families of a page, to be ticked, with what can be done with several at once. */
export function FamiliesTable({ reader, families, now }: Props) {
  const { t } = reader
  const heads = [
    t('families.name'),
    t('families.caregivers'),
    t('families.language'),
    t('families.reachBy'),
    t('families.groups'),
    t('families.lastHeard'),
  ]
  return (
    <form method="get" action={schoolRoutes.chosenFamilies()}>
      <table class="people">
        <caption class="screen-reader">{t('families.title')}</caption>
        <thead>
          <tr>
            <td class="tick">
              <label>
                <input type="checkbox" name="page" value={families.map(({ id }) => id).join(' ')} />
                <span class="screen-reader on-phone">{t('families.chooseAll')}</span>
              </label>
            </td>
            {heads.map((head) => (
              <th scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {families.map((family) => (
            <FamilyRow reader={reader} family={family} now={now} />
          ))}
        </tbody>
      </table>
      <Bulk reader={reader} />
    </form>
  )
}

function FamilyRow({ reader, family, now }: { reader: Reader; family: Listed; now: string }) {
  const { t, language } = reader
  return (
    <tr>
      <td class="tick">
        <label>
          <input type="checkbox" name="family" value={family.id} />
          <span class="screen-reader">{t('families.chooseOne', { family: family.name })}</span>
        </label>
      </td>
      <th scope="row">
        <a href={schoolRoutes.family(family.id)}>
          <bdi>{family.name}</bdi>
        </a>
      </th>
      <td class="minor">
        <bdi>{caregiverNames(family).join(', ')}</bdi>
      </td>
      <td class="extra">{languageName(family.language, language)}</td>
      <td class="way">
        <span>
          {family.by !== 'none' && <Icon name={ICONS[family.by]} />}
          {t(`families.by.${family.by}`)}
        </span>
      </td>
      <td class="extra">
        {groupsBeside(family).map((group) => (
          <span class="pill">{groupName(reader, group)}</span>
        ))}
      </td>
      <td class={family.heard ? 'minor soft' : 'minor unheard'}>
        {family.heard ? heardText(reader, family.heard, now) : t('families.heard.nobody')}
      </td>
    </tr>
  )
}

/** The groups of a family but that of its language, which stands in a column of its own. */
function groupsBeside({ groups, language }: Listed): string[] {
  return groups.filter((group) => group !== `language:${language}`)
}

const ACT_ICONS = {
  letters: 'printer',
  links: 'link',
  group: 'people',
  calls: 'phone',
  write: 'message',
} as const

function Bulk({ reader: { t } }: { reader: Reader }) {
  return (
    <fieldset class="bulk">
      <legend>{t('families.chosen')}</legend>
      <div class="actions">
        {CHOSEN_ACTS.map((act) => (
          <button type="submit" name="act" value={act}>
            <Icon name={ACT_ICONS[act]} />
            {t(`families.act.${act}`)}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
