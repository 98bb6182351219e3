import type { Context } from '../../shared/access/context.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { listedFamilies } from '../../shared/family/directory.operations.ts'
import type { Listed } from '../../shared/family/directory.ts'
import { soughtAmong } from '../../shared/family/listing.ts'
import { Choice, Field, type Option, Select } from '../components/form.tsx'
import { type FormState, fieldOf } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'
import { familyLabel } from './family.tsx'

// In a longer list a name is found sooner by typing it.
const MOST_LISTED = 100
const MOST_CHOICES = 12

type Props = {
  t: Translator
  form: FormState
  name: string
  label: string
  hint?: string
  required?: boolean
  plain?: boolean
  /** The id of the family that is chosen so far, or what to show for it. */
  value?: string | undefined
  /** Every family that may be chosen. Without them, and where there are many, a family is typed by its name. */
  families?: readonly Listed[]
  labelOf?: (family: Listed) => string
  /** What the choice of none is called. */
  empty?: string
}

/** Which family: from a list in a small school, else by its name; where several have it, which of them. */
export function FamilyField({ families, labelOf = familyLabel, empty = '', value, ...field }: Props) {
  const { t, form, name, label } = field
  const several = choicesFor(form, name)
  if (several) return <Choice {...{ t, form, name }} legend={label} options={several} />
  if (families && families.length <= MOST_LISTED) {
    const options = inOrderOfLabels(families.map((family) => ({ value: family.id, label: labelOf(family) })))
    // What is said about typing is of no use to who chooses.
    const { hint: _, ...listed } = field
    return <Select {...listed} {...{ options, empty, value }} />
  }
  const chosen = families?.find(({ id }) => id === value)
  return <Field {...field} value={chosen ? familyLabel(chosen) : value} maxlength={120} />
}

/** The family that was chosen in a field; undefined where it is empty. Refuses a name that no family has, or several. */
export async function chosenFamily(
  context: Context,
  school: string,
  { field, text, unknown = 'family-unknown' }: { field: string; text: string; unknown?: string },
): Promise<string | undefined> {
  if (text === '') return undefined
  const listed = await listedFamilies(context, school)
  if (listed.some(({ id }) => id === text)) return text
  const [name = text] = text.split(' (')
  const found = soughtAmong(listed, name)
  const labelled = found.filter((family) => familyLabel(family) === text)
  const [only, ...others] = labelled.length > 0 ? labelled : found
  if (only && others.length === 0) return only.id
  const isFew = found.length <= MOST_CHOICES
  const detail = found.length === 0 ? unknown : isFew ? 'family-several' : 'family-many'
  const families = isFew ? found.map((family) => ({ value: family.id, label: familyLabel(family) })) : []
  return refuse('invalid-input', {
    errors: [{ pointer: `/${field.replaceAll('.', '/')}`, detail }],
    families,
  })
}

// Those among whom a field that was refused has to decide.
function choicesFor({ trouble }: FormState, name: string): Option[] | undefined {
  const isAsked = trouble?.errors.some(
    ({ pointer, detail }) => detail === 'family-several' && fieldOf(pointer) === name,
  )
  return isAsked ? (trouble?.details.families as Option[] | undefined) : undefined
}

const { compare } = new Intl.Collator()

function inOrderOfLabels(options: Option[]): Option[] {
  return options.sort((one, other) => compare(one.label, other.label))
}
