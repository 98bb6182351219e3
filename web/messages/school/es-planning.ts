import type { enPlanning } from './en-planning.ts'

/** Spanish for planning workshops and their votes. */
export const esPlanning: Record<keyof typeof enPlanning, string> = {
  'plan.new': 'Planear un taller',
  'plan.edit': 'Cambiar el taller',
  'plan.title': 'Título: {language}',
  'plan.description': 'Lo que las familias deben saber: {language}',
  'plan.purpose': 'Para qué es',
  'plan.purpose.learning': 'Aprender',
  'plan.purpose.decision': 'Decidir juntos',
  'plan.purpose.teaching': 'Las familias enseñan',
  'plan.purpose.social': 'Convivir',
  'plan.audience': 'Para quién',
  'plan.minutes': 'Cuántos minutos',
  'plan.language': 'Idioma en que se da',
  'plan.place': 'Dónde',
  'plan.seats': 'Lugares para adultos, si son limitados',
  'plan.presenters': 'Cuántas personas presentan',
  'plan.volunteers': 'Cuántas personas voluntarias ayudan',
  'plan.offers': 'Qué ofrece',
  'plan.builds': 'Qué fortalece',
  'plan.builds.capabilities': 'Habilidades y conocimientos',
  'plan.builds.connections': 'Lazos entre personas',
  'plan.builds.cognition': 'Cómo nos vemos unos a otros',
  'plan.builds.confidence': 'Confianza',
  'plan.openVote': 'Preguntar a las familias qué horas les sirven',
  'plan.changeVote': 'Cambiar las horas o la fecha límite',
  'plan.record': 'Anotar un voto',
  'plan.cancel': 'Cancelar este taller',
  'plan.cancelText':
    'Las familias ven que está cancelado. Lo que respondieron se guarda. Esto no se puede deshacer.',
  'plan.held': 'Ya se realizó',

  'poll.title': 'Horas para votar',
  'poll.text':
    'Las horas son de {zone}. Deje una línea vacía para quitar una hora. Los votos por las otras horas se quedan.',
  'poll.option': 'Hora {place}',
  'poll.closesAt': 'Las familias pueden votar hasta',
  'poll.visible': 'Las familias ven cuántas dijeron que sí',
  'poll.save': 'Preguntar a las familias',
  'poll.nearest': 'El reloj se salta esta hora. Elija {before} o {after}.',
  'poll.choices': 'Esta hora ocurre dos veces. Escríbala con su diferencia: {first} o {second}.',

  'record.title': 'Anotar un voto',
  'record.text':
    'Para una familia que le dijo por teléfono, en papel o en persona. La familia ve que usted lo anotó y puede cambiarlo.',
  'record.family': 'Familia',
  'record.choose': 'Elija una familia',
  'record.marks':
    'Respuestas en el orden de abajo: y para sí, i para si hace falta, n para no, - para ninguna',
  'record.via': 'Cómo se lo dijeron',
  'record.via.phone': 'Por teléfono',
  'record.via.paper': 'En papel',
  'record.via.inPerson': 'En persona',
  'record.button': 'Anotar y seguir con la siguiente',
  'record.done': 'Anotado para {family}.',
  'record.times': 'Las horas, en orden',
}
