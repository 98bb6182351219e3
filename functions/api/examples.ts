const DISH = {
  title: { en: 'A main dish for ten', es: 'Un plato fuerte para diez' },
  wanted: 4,
  portions: 10,
}
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
  'put /sessions/{session}/signups/{signup}/families/{family}/given': { body: { given: true } },
}
