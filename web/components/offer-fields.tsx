import { OFFERS, type Workshop } from '../../shared/workshop/workshop.ts'
import type { FormState } from '../form.ts'
import type { Translator } from '../messages/catalogue.ts'
import { capital } from '../messages/format.ts'
import { Flag } from './form.tsx'

/** What a workshop offers its families, as boxes to tick. */
export function OfferFields({ t, form, workshop }: { t: Translator; form: FormState; workshop: Workshop }) {
  return (
    <fieldset>
      <legend>{t('plan.offers')}</legend>
      <div class="choices">
        {OFFERS.map((offer) => (
          <Flag
            form={form}
            name={`offers.${offer}`}
            label={capital(t(`workshop.offer.${offer}`))}
            checked={workshop.offers[offer]}
          />
        ))}
      </div>
    </fieldset>
  )
}
