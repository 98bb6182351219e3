import type { StrengthFound } from '../../shared/family/strength.ts'
import type { Reader } from '../visit.ts'
import { Button, Field } from './form.tsx'
import { Card, Notice } from './parts.tsx'
import { StrengthList } from './strength-list.tsx'

type Props = {
  reader: Reader
  action: string
  text: string
  found: readonly StrengthFound[]
  /** The link of a family's name, for readers who may open it. */
  hrefOf?: (family: string) => string
}

/** The search for what families have to give, and whom it found. */
export function StrengthSearch({ reader, action, text, found, hrefOf }: Props) {
  const { t } = reader
  return (
    <>
      <form method="get" action={action}>
        <Field
          t={t}
          form={{}}
          name="q"
          type="search"
          plain
          label={t('strengths.searchFor')}
          hint={t('strengths.searchHint')}
          value={text}
        />
        <Button kind="quiet">{t('strengths.searchButton')}</Button>
      </form>
      {found.length === 0 && <Notice>{t(text ? 'strengths.nobodyFound' : 'strengths.nobodyYet')}</Notice>}
      {found.map(({ family, strengths, skills }) => (
        <Card title={hrefOf ? <a href={hrefOf(family.id)}>{family.name}</a> : family.name}>
          <StrengthList {...{ reader, family, strengths, skills }} />
        </Card>
      ))}
    </>
  )
}
