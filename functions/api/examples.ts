const DISH = {
  title: { en: 'A main dish for ten', es: 'Un plato fuerte para diez' },
  wanted: 4,
  portions: 10,
}
const QUESTION = {
  ...{ id: '7k3qz0v9m4t2xw5h', workshop: '8r8qhhpw8at6-5b9jssddf4w0', family: '8r8qhhpw8at6-0a1b2c3d4e5f' },
  ...{ words: { es: '¿Puede venir mi hermana?' }, original: 'es', askedAt: '2027-03-05T16:00:00.000Z' },
}
const SAID = { text: 'Sí, tráigala.', language: 'es', shown: true }
const ANSWERED = {
  ...{ ...QUESTION, shown: true },
  answer: { words: { es: SAID.text }, original: 'es', by: 'team', at: '2027-03-06T15:00:00.000Z' },
}
const STOP_LIST = [
  'number,state,date,source',
  '+16175550123,stopped,2027-03-09T15:00:00.000Z,District calls',
].join('\r\n')
const LINE = { id: '3k7qz0v9m4t2xw5h', ...DISH }

/** Bodies, and answers to them, as the OpenAPI document shows them; loaded with the document alone. */
export const EXAMPLES: Readonly<Record<string, { body?: unknown; result?: unknown }>> = {
  'get /sessions/{session}/signups': { result: { items: [{ ...LINE, taken: 3 }] } },
  'post /sessions/{session}/signups': { body: DISH, result: { ...LINE, taken: 0 } },
  'patch /sessions/{session}/signups/{signup}': {
    body: { wanted: 6, from: '17:30', to: '18:00' },
    result: {
      ...{ ...LINE, wanted: 6, taken: 3 },
      ...{ from: '2027-03-09T23:30:00.000Z', to: '2027-03-10T00:00:00.000Z' },
    },
  },
  'put /sessions/{session}/signups/{signup}/families/{family}': {
    body: { places: 1, note: 'Arroz con pollo', allergens: ['nuts'] },
    result: { places: 1, taken: 4, wanted: 4 },
  },
  'get /workshops/{workshop}/questions': { result: { items: [ANSWERED] } },
  'post /workshops/{workshop}/questions': {
    body: { family: QUESTION.family, text: QUESTION.words.es, language: 'es' },
    result: QUESTION,
  },
  'put /workshops/{workshop}/questions/{question}/answer': { body: SAID, result: ANSWERED },
  'put /sessions/{session}/signups/{signup}/families/{family}/given': { body: { given: true } },
  'post /hooks/texts': {
    body: { id: 'in-1', from: '+16175550123', text: '1 3?', receivedAt: '2027-03-03T23:15:00Z' },
  },
  'get /schools/{school}/stop-list': { result: STOP_LIST },
  'post /schools/{school}/stop-list': {
    body: STOP_LIST,
    result: {
      ...{ stopped: 1, unchanged: 0, newer: 0, unknown: 1 },
      rejected: [{ file: 'stop-list.csv', line: 4, field: 'date', reason: 'date' }],
      warnings: [],
    },
  },
}
