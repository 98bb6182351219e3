import { SHARE_PICTURE, SHARE_PICTURE_NAME } from '../components/share-picture.ts'
import { previewOf, publicAddress } from '../components/share-view.ts'
import { routes } from '../routes.ts'
import type { Reader } from '../visit.ts'
import type { PublicWorkshop } from './workshop.tsx'

type Props = { reader: Reader; workshop: PublicWorkshop; origin: string }

/**
 * What programs read that preview a link: Open Graph, and Twitter its own. Only public pages have it. The picture is the
 * same for all workshops and says nothing: title, when, where and language are in the words.
 */
export function LinkPreview({ reader, workshop, origin }: Props) {
  const { t, language, school } = reader
  const { title, text } = previewOf(reader, workshop)
  const picture = origin + routes.sharePicture(SHARE_PICTURE_NAME)
  const described = t('share.picture')
  return (
    <>
      <meta name="description" content={text} />
      <meta property="og:type" content="website" />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={text} />
      <meta property="og:url" content={publicAddress(origin, workshop.id, language)} />
      <meta property="og:locale" content={language} />
      {school && <meta property="og:site_name" content={school.name} />}
      <meta property="og:image" content={picture} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content={String(SHARE_PICTURE.width)} />
      <meta property="og:image:height" content={String(SHARE_PICTURE.height)} />
      <meta property="og:image:alt" content={described} />
      <meta name="twitter:card" content="summary_large_image" />
      <meta name="twitter:title" content={title} />
      <meta name="twitter:description" content={text} />
      <meta name="twitter:image" content={picture} />
      <meta name="twitter:image:alt" content={described} />
    </>
  )
}
