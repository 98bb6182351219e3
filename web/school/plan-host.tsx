import type { Context } from '../../shared/access/context.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { searchFamilies } from '../../shared/family/family.operations.ts'
import { Choice, Field } from '../components/form.tsx'
import type { FormState } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'
import { familyLabel } from './family.tsx'

const MOST_CHOICES = 12

type Props = { t: Translator; form: FormState; value?: string | undefined }

/** Which family leads a workshop, by a name; where several have it, which of them. */
export function HostField({ t, form, value }: Props) {
  const several = form.trouble?.details.hosts
  if (Array.isArray(several)) {
    const options = several.map((label) => ({ value: String(label), label: String(label) }))
    return <Choice t={t} form={form} name="host" legend={t('plan.host')} options={options} />
  }
  return (
    <Field
      {...{ t, form, value }}
      name="host"
      plain
      label={t('plan.host')}
      hint={t('plan.leadsHint')}
      maxlength={120}
    />
  )
}

/** The family of that name or label; undefined for no name. Refuses one that no family has, or several. */
export async function hostOf(context: Context, school: string, name: string): Promise<string | undefined> {
  if (name === '') return undefined
  const [label = name] = name.split(' (')
  const found = await searchFamilies(context, school, label)
  const [only] = found.filter((family) => familyLabel(family) === name)
  const host = only ?? (found.length === 1 ? found[0] : undefined)
  if (host) return host.id
  const detail = found.length > 0 ? 'host-several' : 'host-unknown'
  const hosts = found.slice(0, MOST_CHOICES).map(familyLabel)
  return refuse('invalid-input', {
    errors: [{ pointer: '/host', detail }],
    ...(hosts.length > 0 && { hosts }),
  })
}
