import { TranslateClient, TranslateTextCommand } from '@aws-sdk/client-translate'
import { mockClient } from 'aws-sdk-client-mock'
import { expect, test } from 'vitest'
import { translate } from '../../functions/translate.ts'

test('asks Amazon Translate, from one language into another', async () => {
  const client = mockClient(TranslateClient)
  client.on(TranslateTextCommand).resolves({ TranslatedText: 'Hola' })
  expect(await translate('Hello', { from: 'en', to: 'es' })).toBe('Hola')
  expect(client.commandCalls(TranslateTextCommand)[0]?.args[0].input).toEqual({
    ...{ Text: 'Hello', SourceLanguageCode: 'en', TargetLanguageCode: 'es' },
  })
  client.on(TranslateTextCommand).rejects(new Error('slow down'))
  await expect(translate('Hello', { from: 'en', to: 'es' })).rejects.toThrow('slow down')
})
