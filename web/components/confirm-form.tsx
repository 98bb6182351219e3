import type { Child, PropsWithChildren } from 'hono/jsx'
import type { Translator } from '../messages/catalogue.ts'
import { Button, Form } from './form.tsx'
import { ButtonLink } from './parts.tsx'

/** Fields of a form under the names that they were sent with. */
export type SentFields = readonly (readonly [name: string, value: string])[]

/** The field of a form whose act was confirmed on a page that asked. */
export const CONFIRMED = 'confirmed'

/** The field of the button that goes back to what was typed. */
export const EDITED = 'edit'

type Props = PropsWithChildren<{
  t: Translator
  /** Where the confirmation is posted, with the fields that go along. */
  action: string
  fields?: SentFields
  button: Child
  kind?: 'main' | 'danger'
  /** The page to go back to; without it a second button posts the fields with `EDITED`, so that nothing typed is lost. */
  back?: string | undefined
  /** What goes back to what was typed. */
  edit?: Child
}>

/** The form of a page that asks before an act: one button does it, another way goes back. Children are more fields. */
export function ConfirmForm({
  t,
  action,
  fields = [],
  button,
  kind = 'danger',
  back,
  edit,
  children,
}: Props) {
  return (
    <Form action={action}>
      {fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {children}
      <div class="actions">
        <Button kind={kind}>{button}</Button>
        {back === undefined ? (
          <Button kind="quiet" name={EDITED} value="yes">
            {edit ?? t('send.edit')}
          </Button>
        ) : (
          <ButtonLink kind="quiet" href={back}>
            {t('send.back')}
          </ButtonLink>
        )}
      </div>
    </Form>
  )
}
