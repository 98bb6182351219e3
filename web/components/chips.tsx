import { Group, type GroupProps, isTicked } from './field-label.tsx'
import type { Option } from './form.tsx'
import { Icon } from './icon.tsx'

/** Any of a few in rows of pills: a box under each, with a tick beside the word of those that are chosen. */
export function Chips(props: GroupProps & { options: readonly Option[]; values?: readonly string[] }) {
  const { options, values = [], ...group } = props
  return (
    <Group {...group} class="wishes">
      <div class="chips">
        {options.map(({ value, label, lang }) => (
          <label>
            <input
              type="checkbox"
              name={`${group.name}:list`}
              value={value}
              checked={isTicked(group.form, group.name, value, values.includes(value))}
            />
            <span lang={lang}>
              <Icon name="check" />
              {label}
            </span>
          </label>
        ))}
      </div>
    </Group>
  )
}
