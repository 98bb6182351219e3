import type { TranslateText } from '../shared/access/context.ts'

/** Translates by Amazon Translate, loaded with the first text, which leaves `translate="no"` as it is. */
export const translate: TranslateText = async (text, { from, to }) => {
  const { TranslateClient, TranslateTextCommand } = await import('@aws-sdk/client-translate')
  const client = new TranslateClient({
    requestHandler: { requestTimeout: 10_000, throwOnRequestTimeout: true },
  })
  try {
    const { TranslatedText = '' } = await client.send(
      new TranslateTextCommand({ Text: text, SourceLanguageCode: from, TargetLanguageCode: to }),
    )
    return TranslatedText
  } finally {
    client.destroy()
  }
}
