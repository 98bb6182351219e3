import type { enListing } from './en-listing.ts'

/** Spanish for the team's lists and results. */
export const esListing: Record<keyof typeof enListing, string> = {
  'families.title': 'Familias',
  'families.search': 'Buscar por cualquier nombre',
  'families.searchButton': 'Buscar',
  'families.none': 'No hay ninguna familia.',
  'families.name': 'Familia',
  'families.caregivers': 'Madres, padres y cuidadores',
  'families.language': 'Idioma',
  'families.children': 'Niños',
  'workshops.title': 'Talleres',
  'workshops.none': 'Todavía no hay talleres. Planee el primero o acepte una propuesta.',
  'workshops.name': 'Taller',
  'workshops.status': 'Cómo va',
  'workshops.draft': 'Borrador',
  'workshops.voting': 'Las familias votan',
  'workshops.scheduled': 'Con fecha',
  'workshops.held': 'Realizado',
  'workshops.cancelled': 'Cancelado',
  'workshop.sessions': 'Sesiones',
  'workshop.results': 'Ver los resultados',
  'results.title': 'Resultados',
  'results.answered': 'Respondieron {answered} de {families} familias.',
  'results.best':
    '{when} es la hora más justa: {count, plural, one {# familia dijo} other {# familias dijeron}} sí o si hace falta.',
  'results.pair':
    'Las dos mejores horas juntas son {first} y {second}: {count, plural, one {# familia} other {# familias}}.',
  'results.time': 'Hora',
  'results.points': 'Puntos',
  'results.leavesOut': 'A quién deja fuera',
  'results.nobody': 'A nadie',
  'results.reach': '{groups}: {reached} de {families}',
  'results.decide': 'Elegir la hora',
  'results.options': 'Una hora, o dos',
  'results.reason': 'Por qué otra hora que la recomendada',
  'results.decideButton': 'Elegir',
}
