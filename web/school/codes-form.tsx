import { CODES_FOR, type CodeChoices, type CodeQuery } from '../../shared/family/code-sheet.ts'
import { Button, Choice, Select } from '../components/form.tsx'
import { groupName, kindName } from '../components/group-name.ts'
import { languageName } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'
import type { CodesAsked } from './codes-view.ts'

type Props = { reader: Reader; choices: CodeChoices; order: string; asked: CodesAsked }

/** On what, in which order and for whom: an address of its own, so that each sheet can be opened again. */
export function CodesForm({ reader, choices, order, asked: { on, query } }: Props) {
  const { t } = reader
  const part = { t, form: {}, plain: true }
  return (
    <form method="get" action={schoolRoutes.codes()} class="codes-form">
      <Choice {...part} inline name="on" legend={t('codes.on')} options={media(reader)} value={on} />
      <Select
        {...part}
        name="order"
        label={t('codes.order')}
        options={orders(reader, choices)}
        value={order}
      />
      <Select
        {...part}
        name="whom"
        label={t('codes.whom')}
        options={CODES_FOR.map((whom) => ({
          value: whom,
          label: t(`codes.whom.${whom}`, { count: choices.whom[whom] }),
        }))}
        value={query.whom}
      />
      <Within reader={reader} choices={choices} query={query} />
      <Button kind="quiet">{t('codes.show')}</Button>
    </form>
  )
}

/** Only one class, one bus or one language. */
function Within({ reader, choices, query }: Omit<Props, 'asked' | 'order'> & { query: CodeQuery }) {
  const { t, language } = reader
  const part = { t, form: {}, plain: true }
  return (
    <>
      {choices.groups.length > 0 && (
        <Select
          {...part}
          name="group"
          label={t('families.group')}
          options={choices.groups.map((group) => ({ value: group, label: groupName(reader, group) }))}
          value={query.group}
          empty={t('families.everyGroup')}
        />
      )}
      {choices.languages.length > 1 && (
        <Select
          {...part}
          name="language"
          label={t('families.language')}
          options={choices.languages.map((tag) => ({ value: tag, label: languageName(tag, language) }))}
          value={query.language}
          empty={t('families.everyLanguage')}
        />
      )}
    </>
  )
}

// The labels have the same names everywhere.
const media = ({ t }: Reader) => [
  { value: 'cut', label: t('codes.on.cut') },
  { value: '5160', label: 'Avery 5160' },
  { value: 'l7160', label: 'L7160' },
]

function orders(reader: Reader, { kinds }: CodeChoices) {
  const { t } = reader
  // A kind of this name would be the order that is there already.
  const others = kinds.filter((kind) => kind !== 'name' && kind !== 'language')
  return [
    { value: 'name', label: t('codes.order.name') },
    ...others.map((kind) => ({
      value: kind,
      label: t('codes.order.kind', { kind: kindName(reader, kind) }),
    })),
    { value: 'language', label: t('codes.order.kind', { kind: t('families.language') }) },
  ]
}
