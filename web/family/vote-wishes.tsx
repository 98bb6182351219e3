import type { Ballot } from '../../shared/workshop/ballot.ts'
import { COULD_COME_IF, kindOfWish } from '../../shared/workshop/wish.ts'
import { CheckList, Flag, TextArea } from '../components/form.tsx'
import { WallTimeField } from '../components/wall-time-field.tsx'
import type { FormState } from '../form.ts'
import type { Reader } from '../visit.ts'

type Props = { reader: Reader; form: FormState; ballot: Ballot | undefined }

/** The part of a vote below its times: that none works, what would help, another time, a line to the organizers. */
export function VoteWishes({ reader, form, ballot }: Props) {
  const { t } = reader
  return (
    <>
      <Flag form={form} name="noneWork" label={t('vote.none')} checked={ballot?.noneWork ?? false} />
      <CheckList
        t={t}
        form={form}
        name="couldComeIf"
        legend={t('vote.help')}
        heading
        hint={t('vote.helpHint')}
        values={(ballot?.couldComeIf ?? []).map(kindOfWish)}
        options={COULD_COME_IF.map((value) => ({ value, label: t(`vote.could.${value}`) }))}
      />
      <WallTimeField
        reader={reader}
        form={form}
        name="suggestedStartLocal"
        label={t('vote.suggest')}
        value={ballot?.suggestedStart}
      />
      <TextArea
        t={t}
        form={form}
        name="line"
        rows={2}
        label={t('vote.line')}
        maxlength={280}
        value={ballot?.line}
      />
    </>
  )
}
