import { useContext } from 'hono/jsx'
import type { SentFields } from './confirm-form.tsx'
import { Form } from './form.tsx'
import { OwnFormContext } from './form-context.ts'

/** The fields that were sent, at the end of a page that shows no form to their path, for the buttons of the languages. */
export function FieldsSent({ fields }: { fields: SentFields }) {
  const again = useContext(OwnFormContext)
  if (!again || again.isTaken) return null
  return (
    <Form action={again.path}>
      {fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </Form>
  )
}
