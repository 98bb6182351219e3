import type { PropsWithChildren } from 'hono/jsx'
import type { Translator } from '../messages/catalogue.ts'
import { Icon } from './icon.tsx'

type Props = {
  t: Translator
  /** The page that shows what was found. */
  action: string
  name: string
  value: string
  label: string
  /** What the empty field says, where it is not its label. */
  placeholder?: string
  id?: string
  /** Whether the button shows its word beside its icon. */
  isWorded?: boolean
}

/** A search within a page. Children are the rest of its query. */
export function SearchForm(props: PropsWithChildren<Props>) {
  const { t, action, name, value, label, placeholder = label, id, isWorded, children } = props
  return (
    <search>
      <form method="get" action={action} class="find">
        <input
          type="search"
          id={id}
          name={name}
          value={value}
          maxlength={100}
          autocomplete="off"
          aria-label={label}
          placeholder={placeholder}
        />
        {children}
        <button type="submit" class="quiet">
          <Icon name="search" />
          <span class={isWorded ? undefined : 'screen-reader'}>{t('families.searchButton')}</span>
        </button>
      </form>
    </search>
  )
}
