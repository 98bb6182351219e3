import { isTicked, type Part } from './field-label.tsx'
import { Icon, type IconName } from './icon.tsx'

/** One of two to five answers in a row: a radio button under each face, with a shape beside its word. */
export function Segments({
  form,
  name,
  value,
  options,
}: Omit<Part, 't'> & {
  value?: string | undefined
  options: readonly { value: string; label: string; icon: IconName }[]
}) {
  return (
    <div class="segments">
      {options.map((option) => (
        <label class={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={isTicked(form, name, option.value, option.value === value)}
          />
          <span>
            <Icon name={option.icon} />
            {option.label}
          </span>
        </label>
      ))}
    </div>
  )
}
