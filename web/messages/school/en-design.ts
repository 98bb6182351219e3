/** English for the page of all components. */
export const enDesign = {
  'design.title': 'What the pages are made of',
  'design.text':
    'Every part in every state. Choose Arabic above to see it from right to left; print the page to see it on paper.',
  'design.scheme': 'Light or dark',
  'design.scheme.device': 'As this device asks',
  'design.scheme.light': 'Light',
  'design.scheme.dark': 'Dark',
  'design.parts': 'Parts',
  'design.pictures': 'Pictures and their numbers',
  'design.forms': 'Forms',
  'design.trouble': 'Forms in trouble',
} as const
