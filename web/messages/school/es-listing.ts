import type { enListing } from './en-listing.ts'

/** Spanish for the team's lists and results. */
export const esListing: Record<keyof typeof enListing, string> = {
  'families.title': 'Familias',
  'families.search': 'Buscar por cualquier nombre',
  'families.searchButton': 'Buscar',
  'families.none': 'Todavía no hay familias. Importe una lista o agregue la primera a mano.',
  'families.notFound': 'Ninguna familia tiene un nombre así.',
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
  'results.bestForAll':
    '{when} sirve a {count, plural, one {# familia} other {# familias}} y no deja fuera a ningún grupo.',
  'results.best':
    '{when} es la hora más justa: sirve a {count, plural, one {# familia} other {# familias}}, aunque solo a {only}.',
  'results.rival':
    '{when} sirve a {more, plural, one {una familia} other {# familias}} más, pero solo a {only}.',
  'results.rivalLessFair':
    '{when} sirve a {more, plural, one {una familia} other {# familias}} más, pero algunos grupos pueden venir menos.',
  'results.only': '{reached} de {families} familias del grupo {groups}',
  'results.onlySpeakers': '{reached} de {families} familias que hablan {language}',
  'results.noneYet':
    'Todavía no respondió ninguna familia. La mejor hora aparecerá aquí con las primeras respuestas.',
  'results.noneReady': 'Ninguna hora está lista: en todas falta algo que las familias necesitan.',
  'results.needs': 'Lo que las familias necesitan',
  'results.need': '{need}: {count}',
  'results.whyHead': 'Por qué está aquí',
  'results.why.fairest': 'Recomendada: la más justa para todos los grupos',
  'results.why.most-points': 'Recomendada: con mucho, la de más puntos',
  'results.why.newcomers':
    'Recomendada: tan justa como la siguiente, y pueden venir más familias nuevas en los talleres',
  'results.why.more-yes': 'Recomendada: tan justa como la siguiente, con más familias que dijeron sí',
  'results.why.earlier': 'Recomendada: tan buena como la siguiente, y más pronto',
  'results.why.less-fair': 'En la lista corta, pero menos justa para un grupo',
  'results.why.below-shortlist': 'Muy pocos puntos para la lista corta',
  'results.why.not-ready': 'No está lista: no se consigue intérprete o cuidado de niños',
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
